package org.faultmaven.adapters.call;

import java.time.Duration;

/**
 * When a system is left alone.
 *
 * @param failures attempts in a row that fail, until it is
 * @param open how long it is then, unless a check finds it back earlier
 */
public record BreakerLimits(int failures, Duration open) {
  /** FaultMaven's. */
  public static final BreakerLimits DEFAULT = new BreakerLimits(5, Duration.ofSeconds(60));

  public BreakerLimits {
    if (failures < 1 || open.toMillis() < 1) {
      throw new IllegalArgumentException(
          "a breaker opens after at least 1 failure for at least 1 ms");
    }
  }
}
