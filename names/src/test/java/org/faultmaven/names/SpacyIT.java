package org.faultmaven.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Against the real spaCy: logs where there are any ({@code -Dbench.logs}), documentation of this
 * machine, made-up texts, and changed ones of them all.
 */
final class SpacyIT {
  private static final int BATCH = 64;
  private static final int LOGS = Integer.getInteger("names.logs", 2_000);
  private static final int PROSE = Integer.getInteger("names.prose", 500);
  private static final int CHANGED = Integer.getInteger("names.changed", 1_000);

  @Test
  void findsWhatSpacyFinds() throws Exception {
    Spacy spacy = Spacy.orSkip();
    var random = new Random(6);
    List<String> texts = new ArrayList<>(some(Inputs.logs(), LOGS, random));
    texts.addAll(Inputs.prose(PROSE));
    List<String> madeUp = Sample.texts();
    texts.addAll(some(madeUp, CHANGED, random));
    List<String> originals = List.copyOf(texts);
    for (int i = 0; i < CHANGED; i++) {
      String original = originals.get(random.nextInt(originals.size()));
      texts.add(Inputs.mutated(original, madeUp, random));
    }
    texts.removeIf(text -> !Inputs.isComparable(text));

    List<Reference> references = spacy.references(texts);
    var comparison = new Comparison(new NameFinder(Models.SHIPPED, 32 << 20));
    for (int from = 0; from < texts.size(); from += BATCH) {
      int to = Math.min(texts.size(), from + BATCH);
      comparison.compare(texts.subList(from, to), references.subList(from, to));
    }
    System.out.println(comparison.summary());
    assertThat(comparison.differences()).isEmpty();
  }

  private static List<String> some(List<String> all, int most, Random random) {
    List<String> shuffled = new ArrayList<>(all);
    java.util.Collections.shuffle(shuffled, random);
    return shuffled.subList(0, Math.min(most, shuffled.size()));
  }
}
