package org.faultmaven.query.answer;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.faultmaven.contracts.port.IKeywordIndex;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.contracts.record.Tenant;
import org.jspecify.annotations.Nullable;

/** Which times the indexed entries have. */
final class IndexedTimes {
  /** How many days back a time without a date is looked for. */
  private static final int DAYS = 31;

  /** From the first occurrence of the oldest entry to the last of the newest, to the second. */
  record Extent(Instant oldest, Instant newest) {}

  private final IKeywordIndex index;
  private final Tenant tenant;
  private final ZoneId zone;

  IndexedTimes(IKeywordIndex index, Tenant tenant, ZoneId zone) {
    this.index = index;
    this.tenant = tenant;
    this.zone = zone;
  }

  /** Nothing when nothing is indexed. */
  Optional<Extent> extent() {
    List<Entry> first = index.timeline(tenant, 1, SearchFilter.NONE);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    Instant oldest = first.getFirst().firstAt();
    return Optional.of(new Extent(oldest, newest(oldest)));
  }

  /** The index lists the oldest first, so the newest is searched for: some thirty quick looks. */
  private Instant newest(Instant oldest) {
    Instant reached = oldest;
    Duration step = Duration.ofHours(1);
    while (any(reached.plus(step), null)) {
      reached = reached.plus(step);
      step = step.multipliedBy(2);
    }
    Instant beyond = reached.plus(step);
    while (Duration.between(reached, beyond).toSeconds() > 1) {
      Instant middle = reached.plus(Duration.between(reached, beyond).dividedBy(2));
      if (any(middle, null)) {
        reached = middle;
      } else {
        beyond = middle;
      }
    }
    return reached;
  }

  boolean any(@Nullable Instant from, @Nullable Instant to) {
    return !index.timeline(tenant, 1, new SearchFilter(null, from, to)).isEmpty();
  }

  /** The first entries in time. */
  List<Entry> first(int most, SearchFilter filter) {
    return index.timeline(tenant, most, filter);
  }

  /**
   * The latest day that has entries between these times of day, within slack; else the latest day
   * there is.
   */
  Optional<LocalDate> latestDayWith(LocalTime from, LocalTime to, Duration slack) {
    return extent()
        .map(
            extent -> {
              LocalDate latest = extent.newest().atZone(zone).toLocalDate();
              for (int back = 0; back < DAYS; back++) {
                LocalDate day = latest.minusDays(back);
                if (any(
                    day.atTime(from).atZone(zone).toInstant().minus(slack),
                    day.atTime(to).atZone(zone).toInstant().plus(slack))) {
                  return day;
                }
              }
              return latest;
            });
  }
}
