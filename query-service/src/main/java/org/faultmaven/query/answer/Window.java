package org.faultmaven.query.answer;

import java.time.Duration;
import java.time.Instant;
import org.faultmaven.contracts.record.SearchFilter;
import org.jspecify.annotations.Nullable;

/**
 * The time that an answer looks at; null is open.
 *
 * @param coreFrom the time that was meant, inside {@code from} and {@code to}, which may reach a
 *     little further
 * @param coreTo likewise
 * @param elastic whether it may be widened when nothing is found: a moment may, a range that was
 *     spelt out may not
 */
record Window(
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable Instant coreFrom,
    @Nullable Instant coreTo,
    boolean elastic) {
  static final Window ALL = new Window(null, null, null, null, false);

  /** A range that was spelt out. */
  static Window range(@Nullable Instant from, @Nullable Instant to) {
    return new Window(from, to, from, to, false);
  }

  /** A moment, with some time on both sides. */
  static Window around(Instant from, Instant to, Duration slack) {
    return new Window(from.minus(slack), to.plus(slack), from, to, true);
  }

  boolean all() {
    return from == null && to == null;
  }

  /** Both ends are known, so that there is a before and an after. */
  boolean closed() {
    return from != null && to != null;
  }

  SearchFilter filter(@Nullable String source) {
    return SearchFilter.logs(source, from, to);
  }

  /** The same moment with more time around it. */
  Window widened(Duration slack) {
    return coreFrom == null || coreTo == null ? this : around(coreFrom, coreTo, slack);
  }

  boolean holds(Instant time) {
    return (from == null || !time.isBefore(from)) && (to == null || !time.isAfter(to));
  }

  /** 1 at the time that was meant, falling to 0 at {@code reach} from it. */
  double closeness(Instant firstAt, Instant lastAt, Duration reach) {
    Duration distance = Duration.ZERO;
    if (coreFrom != null && lastAt.isBefore(coreFrom)) {
      distance = Duration.between(lastAt, coreFrom);
    } else if (coreTo != null && firstAt.isAfter(coreTo)) {
      distance = Duration.between(coreTo, firstAt);
    }
    double share = (double) distance.toMillis() / Math.max(1, reach.toMillis());
    return Math.max(0, 1 - share);
  }
}
