package org.faultmaven.redaction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.faultmaven.contracts.record.Span;

/**
 * The union of all spans: where some overlap, one takes the place of all, named by the surest, then
 * the longest.
 */
final class SpanUnion {
  private static final Comparator<Span> SUREST =
      Comparator.comparingDouble(Span::score)
          .thenComparingInt(Span::length)
          .thenComparingInt(span -> -span.start());

  private SpanUnion() {}

  static List<Span> of(List<Span> spans) {
    var sorted = new ArrayList<>(spans);
    sorted.sort(Comparator.comparingInt(Span::start).thenComparingInt(Span::end));
    var united = new ArrayList<Span>();
    int next = 0;
    while (next < sorted.size()) {
      Span best = sorted.get(next);
      int start = best.start();
      int end = best.end();
      for (next++; next < sorted.size() && sorted.get(next).start() < end; next++) {
        Span other = sorted.get(next);
        end = Math.max(end, other.end());
        best = SUREST.compare(other, best) > 0 ? other : best;
      }
      united.add(new Span(start, end, best.type(), best.score(), best.rule()));
    }
    return united;
  }
}
