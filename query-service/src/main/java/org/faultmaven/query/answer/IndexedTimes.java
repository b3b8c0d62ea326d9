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

/** Which times the indexed logs have. Documents have times too, but no events. */
final class IndexedTimes {
  /** In how many days that have entries a time without a date is looked for. */
  private static final int DAYS = 31;

  private static final SearchFilter LOGS = SearchFilter.logs(null, null, null);

  /** Indexes take what is later for the end of their time. */
  private static final Instant END = Instant.parse("2262-01-01T00:00:00Z");

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

  /** Nothing when there are none. */
  Optional<Extent> extent() {
    List<Entry> first = first(1, LOGS);
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
    while (reached.isBefore(END) && any(reached.plus(step), null)) {
      reached = reached.plus(step);
      step = step.multipliedBy(2);
    }
    return newest(reached, reached.plus(step));
  }

  /** The last second in which something is, from one where something is to one before the end. */
  private Instant newest(Instant from, Instant end) {
    Instant reached = from;
    Instant beyond = end;
    while (Duration.between(reached, beyond).toSeconds() > 1) {
      Instant middle = reached.plus(Duration.between(reached, beyond).dividedBy(2));
      if (any(middle, end)) {
        reached = middle;
      } else {
        beyond = middle;
      }
    }
    return reached;
  }

  boolean any(@Nullable Instant from, @Nullable Instant to) {
    return !index.timeline(tenant, 1, SearchFilter.logs(null, from, to)).isEmpty();
  }

  /** Whether logs of before are indexed. */
  boolean logsBefore(Instant time) {
    return !first(1, SearchFilter.logs(null, null, time.minusNanos(1))).isEmpty();
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
    Optional<Extent> extent = extent();
    if (extent.isEmpty()) {
      return Optional.empty();
    }
    Instant oldest = extent.get().oldest();
    LocalDate latest = extent.get().newest().atZone(zone).toLocalDate();
    LocalDate day = latest;
    for (int looked = 0; looked < DAYS; looked++) {
      if (any(
          day.atTime(from).atZone(zone).toInstant().minus(slack),
          day.atTime(to).atZone(zone).toInstant().plus(slack))) {
        return Optional.of(day);
      }
      Instant start = day.atStartOfDay(zone).toInstant();
      if (!oldest.isBefore(start)) {
        break;
      }
      day = newest(oldest, start).atZone(zone).toLocalDate();
    }
    return Optional.of(latest);
  }
}
