package org.faultmaven.query.keyword;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.faultmaven.contracts.port.IKeywordIndex;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.contracts.record.Tenant;

/**
 * Every entry of an index, by windows of time that are made as wide as a page allows: an index may
 * be larger than the memory.
 */
final class WholeTimeline {
  private static final int PAGE = 1_000;
  private static final Duration FIRST_WINDOW = Duration.ofHours(1);
  private static final Duration WIDEST = Duration.ofDays(36_500);

  private final IKeywordIndex index;
  private final Tenant tenant;

  WholeTimeline(IKeywordIndex index, Tenant tenant) {
    this.index = index;
    this.tenant = tenant;
  }

  /** An entry whose times span several windows comes in each of them. */
  void forEach(Consumer<Entry> visitor) {
    Duration window = FIRST_WINDOW;
    int page = PAGE;
    Instant from = Instant.MIN;
    while (true) {
      List<Entry> next = index.timeline(tenant, 1, new SearchFilter(null, from, null));
      if (next.isEmpty()) {
        return;
      }
      // A jump over time without entries.
      if (next.getFirst().firstAt().isAfter(from)) {
        from = next.getFirst().firstAt();
      }
      Instant to = from.plus(window);
      List<Entry> found = index.timeline(tenant, page, new SearchFilter(null, from, to));
      if (found.size() < page) {
        found.forEach(visitor);
        from = to.plusNanos(1);
        page = PAGE;
        window = window.compareTo(WIDEST) < 0 ? window.multipliedBy(2) : window;
      } else if (window.isZero()) {
        page = Math.multiplyExact(page, 2);
      } else {
        window = window.dividedBy(2);
      }
    }
  }
}
