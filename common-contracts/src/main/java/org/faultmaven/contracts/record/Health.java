package org.faultmaven.contracts.record;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a component says of its backend.
 *
 * @param latency of the check
 * @param detail what is wrong and what to do, without content; null when up
 * @param calls of a backend that is another system; null of one in process
 */
public record Health(boolean up, Duration latency, @Nullable String detail, @Nullable Calls calls) {
  /** Whether calls are let through to a system: all, none, or one that decides. */
  public enum Breaker {
    CLOSED,
    OPEN,
    HALF_OPEN
  }

  /**
   * How calls of a system have gone.
   *
   * @param breaker whether they are let through now
   * @param lastError the class of the last error, which may be long over; null when there was none
   */
  public record Calls(Breaker breaker, @Nullable String lastError) {}

  public Health(boolean up, Duration latency, @Nullable String detail) {
    this(up, latency, detail, null);
  }

  public static Health up(Duration latency) {
    return new Health(true, latency, null);
  }

  public static Health down(Duration latency, String detail) {
    return new Health(false, latency, detail);
  }
}
