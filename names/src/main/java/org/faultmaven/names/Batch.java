package org.faultmaven.names;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Stretches of tokens of one text or several that are judged together. On both sides of a stretch
 * stand the {@value Network#DEPTH} tokens that its tokens see beyond it.
 */
final class Batch {
  /** A stretch: the positions to be judged, and whose they are. */
  record Stretch(Job job, int start, int end, boolean last) {}

  final Tokens tokens = new Tokens();
  final List<Stretch> stretches = new ArrayList<>();
  private String[] texts = new String[256];

  void clear() {
    tokens.count = 0;
    stretches.clear();
    Arrays.fill(texts, "");
  }

  /**
   * @param window tokens with what stands around them
   * @param from the first of them that is to be judged
   * @param to after the last
   * @param last whether the text ends with them
   */
  void add(Job job, Tokens window, int from, int to, boolean last) {
    int base = tokens.count;
    window.copyTo(tokens, 0, window.count);
    if (texts.length < tokens.orths.length) {
      texts = Arrays.copyOf(texts, tokens.orths.length);
    }
    Arrays.fill(texts, base, tokens.count, job.text());
    stretches.add(new Stretch(job, base + from, base + to, last));
  }

  String text(int position) {
    return texts[position].substring(tokens.starts[position], tokens.ends[position]);
  }
}
