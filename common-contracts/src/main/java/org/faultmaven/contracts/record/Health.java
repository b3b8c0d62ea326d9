package org.faultmaven.contracts.record;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a component says of its backend.
 *
 * @param latency of the check
 * @param detail what is wrong and what to do, without content; null when up
 */
public record Health(boolean up, Duration latency, @Nullable String detail) {
  public static Health up(Duration latency) {
    return new Health(true, latency, null);
  }

  public static Health down(Duration latency, String detail) {
    return new Health(false, latency, detail);
  }
}
