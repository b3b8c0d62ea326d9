package org.faultmaven.redaction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.faultmaven.contracts.record.Span;

/** A text with its spans replaced, which still knows where each character came from. */
final class Masked {
  private final String text;
  private final List<Span> spans;
  // Where each replacement ends in the masked text.
  private final int[] ends;

  private Masked(String text, List<Span> spans, int[] ends) {
    this.text = text;
    this.spans = spans;
    this.ends = ends;
  }

  /** A text with nothing replaced. */
  static Masked nothing(String raw) {
    return new Masked(raw, List.of(), new int[0]);
  }

  /**
   * @param spans in order, without overlap, in the raw text's indices
   */
  static Masked of(String raw, List<Span> spans, Pseudonyms pseudonyms) {
    var masked = new StringBuilder(raw.length() + 8 * spans.size());
    int[] ends = new int[spans.size()];
    int from = 0;
    for (int i = 0; i < ends.length; i++) {
      Span span = spans.get(i);
      masked.append(raw, from, span.start());
      masked.append(pseudonyms.of(span.type(), raw.substring(span.start(), span.end())));
      ends[i] = masked.length();
      from = span.end();
    }
    masked.append(raw, from, raw.length());
    return new Masked(masked.toString(), spans, ends);
  }

  String text() {
    return text;
  }

  /**
   * These spans and more of them.
   *
   * @param more found in the masked text outside every replacement, in its indices, in order
   * @return all, in the raw text's indices, in order
   */
  List<Span> withMore(List<Span> more) {
    List<Span> all = new ArrayList<>(spans.size() + more.size());
    all.addAll(spans);
    int replaced = 0;
    for (Span span : more) {
      while (replaced < ends.length && ends[replaced] <= span.start()) {
        replaced++;
      }
      int shift = replaced == 0 ? 0 : spans.get(replaced - 1).end() - ends[replaced - 1];
      all.add(
          new Span(
              span.start() + shift, span.end() + shift, span.type(), span.score(), span.rule()));
    }
    all.sort(Comparator.comparingInt(Span::start));
    return all;
  }
}
