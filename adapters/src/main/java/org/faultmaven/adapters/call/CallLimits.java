package org.faultmaven.adapters.call;

import java.time.Duration;

/**
 * What a call may take.
 *
 * @param timeout of one attempt
 * @param retries attempts after the first
 * @param pause before each of them, on average: half as long to one and a half times as long
 */
public record CallLimits(Duration timeout, int retries, Duration pause) {
  /** FaultMaven's for what adds. */
  public static final CallLimits ADD =
      new CallLimits(Duration.ofSeconds(30), 2, Duration.ofSeconds(2));

  /** FaultMaven's for what searches. */
  public static final CallLimits SEARCH =
      new CallLimits(Duration.ofSeconds(10), 2, Duration.ofSeconds(1));

  /** FaultMaven's for what deletes. */
  public static final CallLimits DELETE = SEARCH;

  /** A check has one attempt: whoever asks wants to know now. */
  public static final CallLimits CHECK = once(Duration.ofSeconds(3));

  static final double JITTER = 0.5;

  public CallLimits {
    if (timeout.toMillis() < 1 || retries < 0 || pause.isNegative()) {
      throw new IllegalArgumentException(
          "a call has at least 1 ms, and neither fewer than no retries nor a pause below nothing");
    }
  }

  /** Without retries: for a caller that has a loop of its own. */
  public static CallLimits once(Duration timeout) {
    return new CallLimits(timeout, 0, Duration.ZERO);
  }

  /** The longest that a call can take, with all its attempts and waits. */
  public Duration longest() {
    Duration waits =
        Duration.ofMillis(Math.round(pause.toMillis() * (1 + JITTER))).multipliedBy(retries);
    return timeout.multipliedBy(retries + 1L).plus(waits);
  }
}
