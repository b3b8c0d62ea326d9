package org.faultmaven.redaction.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Span;
import org.faultmaven.names.Inputs;
import org.faultmaven.names.NameFinder;
import org.faultmaven.names.NameModel;
import org.faultmaven.names.Spacy;
import org.faultmaven.redaction.Draft;
import org.faultmaven.redaction.Wording;
import org.faultmaven.redaction.rule.EntityTypes;
import org.faultmaven.redaction.rule.Rules;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Names on one core, memories empty at first, against the real spaCy in the same run: the whole
 * pipeline a line at a time, which is the lesser part of what Presidio does with one, and {@code
 * nlp.pipe} with tokenizer and {@code ner} alone. Logs: {@code -Dbench.logs}, or those beside the
 * checkout.
 */
@Tag("bench")
final class NamesBenchmark {
  private static final int BATCH = 64;
  private static final long MEMORY = 64 << 20;
  private static final int RIVAL_SAMPLE = 300;

  private final NameModel model = NameModel.shipped();

  @Test
  void comparesWithSpacy() throws Exception {
    Spacy spacy = Spacy.orSkip();
    long start = System.nanoTime();
    NameModel again = NameModel.shipped();
    print("%s read in %.0f ms", again.id(), (System.nanoTime() - start) / 1e6);
    List<String> prose = Inputs.prose(3000);
    run("warm-up", new NameFinder(model, MEMORY), prose);

    List<String> logs = new ArrayList<>(Inputs.logs("kafka"));
    logs.addAll(Inputs.logs("apache"));
    if (!logs.isEmpty()) {
      double byLine = rate(spacy, "lines", sample(logs));
      double asTheyAre = run("logs as they are", new NameFinder(model, MEMORY), logs);
      List<String> wordings = logs.stream().map(NamesBenchmark::wording).toList();
      var finder = new NameFinder(model, MEMORY);
      double asSeen = run("logs as the pipeline sees them", finder, wordings);
      double known = run("the same, known", finder, wordings);
      print("spaCy a line at a time: %.0f lines/s", byLine);
      print("logs as they are: ratio %.0f", asTheyAre / byLine);
      print("logs as the pipeline sees them: ratio %.0f", asSeen / byLine);
      print("all known: ratio %.0f", known / byLine);
      curve(wordings);
    }

    double byParagraph = rate(spacy, "lines", sample(prose));
    double pipe = rate(spacy, "pipe", prose.subList(0, Math.min(1000, prose.size())));
    double ours = run("prose", new NameFinder(model, MEMORY), prose);
    print("spaCy a paragraph at a time: %.0f, nlp.pipe: %.0f paragraphs/s", byParagraph, pipe);
    print(
        "prose: ratio %.0f to a paragraph at a time, %.1f to nlp.pipe",
        ours / byParagraph, ours / pipe);
    assertThat(ours).isPositive();
  }

  /** What is new, against lines. */
  private void curve(List<String> lines) {
    var finder = new NameFinder(model, MEMORY);
    long asked = 0;
    long known = 0;
    int next = 1000;
    for (int i = 0; i < lines.size(); i += BATCH) {
      finder.entities(lines.subList(i, Math.min(i + BATCH, lines.size())));
      if (i + BATCH >= next || i + BATCH >= lines.size()) {
        long askedNow = finder.tokensAsked() - asked;
        long knownNow = finder.tokensKnown() - known;
        print(
            "after %d lines: %.2f %% of the windows since were new",
            Math.min(i + BATCH, lines.size()), 100.0 * (askedNow - knownNow) / askedNow);
        asked += askedNow;
        known += knownNow;
        next *= 2;
      }
    }
  }

  private static double run(String what, NameFinder finder, List<String> texts) {
    long chars = texts.stream().mapToLong(String::length).sum();
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = threads.getCurrentThreadAllocatedBytes();
    long asked = finder.tokensAsked();
    long known = finder.tokensKnown();
    long start = System.nanoTime();
    int entities = 0;
    for (int i = 0; i < texts.size(); i += BATCH) {
      entities +=
          finder.entities(texts.subList(i, Math.min(i + BATCH, texts.size()))).stream()
              .mapToInt(List::size)
              .sum();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
    print(
        "%s: %.0f texts/s, %.2f MB/s, %d entities; %.1f %% of windows known, %.1f MB remembered,"
            + " %.0f bytes allocated a text",
        what,
        texts.size() / seconds,
        chars / seconds / 1e6,
        entities,
        100.0 * (finder.tokensKnown() - known) / (finder.tokensAsked() - asked),
        finder.memoryUsed() / 1e6,
        (double) allocated / texts.size());
    return texts.size() / seconds;
  }

  private static double rate(Spacy spacy, String way, List<String> texts) throws Exception {
    return texts.size() / spacy.seconds(way, texts);
  }

  private static List<String> sample(List<String> texts) {
    var random = new Random(9);
    List<String> sample = new ArrayList<>();
    for (int i = 0; i < Math.min(RIVAL_SAMPLE, texts.size()); i++) {
      sample.add(texts.get(random.nextInt(texts.size())));
    }
    return sample;
  }

  /** As the recogniser shows a line to the model under the policy for logs. */
  private static String wording(String line) {
    Rules.Found found = Rules.shipped().find(line, null, EntityTypes.ALL);
    List<Span> masked = new ArrayList<>();
    found.spans().stream()
        .filter(span -> span.score() >= 0.4)
        .sorted(java.util.Comparator.comparingInt(Span::start))
        .forEach(
            span -> {
              if (masked.isEmpty() || masked.getLast().end() <= span.start()) {
                masked.add(span);
              }
            });
    return Wording.numberless(new Draft(Fragment.of(line), masked, found.tokens())).text();
  }

  private static void print(String format, Object... arguments) {
    System.out.println("[bench] names: " + String.format(Locale.ROOT, format, arguments));
  }
}
