package org.faultmaven.runtime.access;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Requests a minute of each caller or address, in this process. */
final class RateLimits {
  /** More callers than this at once begin anew, the one longest unseen first. */
  private static final int CALLERS = 10_000;

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final int perMinute;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > CALLERS;
        }
      };

  RateLimits(int perMinute) {
    this.perMinute = perMinute;
  }

  /** Zero when the request may go on, else how long its caller should wait. */
  Duration take(String caller) {
    ConsumptionProbe probe = bucket(caller).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
  }

  private Bucket bucket(String caller) {
    synchronized (buckets) {
      return buckets.computeIfAbsent(
          caller,
          _ ->
              Bucket.builder()
                  .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                  .build());
    }
  }
}
