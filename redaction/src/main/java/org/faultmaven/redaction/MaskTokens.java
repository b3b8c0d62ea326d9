package org.faultmaven.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.faultmaven.contracts.record.Span;

/**
 * Pseudonyms that stand in a text already: they are left whole, so that sanitising twice changes
 * nothing.
 */
final class MaskTokens {
  private static final Pattern TOKEN = Pattern.compile("<([A-Z][A-Z_]{2,38}?)(?:_[a-z2-7]{8})?>");

  private record Range(int start, int end) {}

  private final List<Range> ranges;

  private MaskTokens(List<Range> ranges) {
    this.ranges = ranges;
  }

  static MaskTokens in(String text) {
    if (text.indexOf('<') < 0) {
      return new MaskTokens(List.of());
    }
    var ranges = new ArrayList<Range>();
    Matcher token = TOKEN.matcher(text);
    while (token.find()) {
      if (EntityTypes.isKnown(token.group(1))) {
        ranges.add(new Range(token.start(), token.end()));
      }
    }
    return new MaskTokens(ranges);
  }

  /** The parts of a span that are no pseudonym yet. */
  void outside(Span span, Consumer<Span> parts) {
    int start = span.start();
    for (int i = firstEndingAfter(start);
        i < ranges.size() && ranges.get(i).start < span.end();
        i++) {
      emit(span, start, ranges.get(i).start, parts);
      start = Math.max(start, ranges.get(i).end);
    }
    emit(span, start, span.end(), parts);
  }

  private int firstEndingAfter(int position) {
    int low = 0;
    int high = ranges.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ranges.get(middle).end > position) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static void emit(Span span, int start, int end, Consumer<Span> parts) {
    if (start < end) {
      parts.accept(new Span(start, end, span.type(), span.score(), span.rule()));
    }
  }
}
