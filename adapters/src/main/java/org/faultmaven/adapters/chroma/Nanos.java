package org.faultmaven.adapters.chroma;

import java.time.Instant;

/** Times as numbers that Chroma compares. */
final class Nanos {
  private static final Instant EARLIEST = Instant.parse("1678-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2261-12-31T23:59:59Z");

  private Nanos() {}

  /** Nanoseconds since 1970; times before 1678 or after 2261 count as those years' ends. */
  static long of(Instant time) {
    if (time.isBefore(EARLIEST)) {
      return Long.MIN_VALUE;
    }
    if (time.isAfter(LATEST)) {
      return Long.MAX_VALUE;
    }
    return time.getEpochSecond() * 1_000_000_000 + time.getNano();
  }

  static boolean canHold(Instant time) {
    return !time.isBefore(EARLIEST) && !time.isAfter(LATEST);
  }
}
