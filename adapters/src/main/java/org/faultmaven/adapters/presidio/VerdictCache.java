package org.faultmaven.adapters.presidio;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Presidio said of texts, by a keyed hash of all that it depends on: never the text itself.
 * The least recently used goes first. Safe for use by many threads.
 */
final class VerdictCache {
  private final Remembered<List<Found>> verdicts;
  private final Counter hits;
  private final Counter misses;

  /**
   * @param max how many are kept
   */
  VerdictCache(int max, MeterRegistry registry) {
    verdicts = new Remembered<>(max);
    hits = lookups(registry, "hit");
    misses = lookups(registry, "miss");
    Gauge.builder("faultmaven.presidio.verdicts", this::size)
        .description("Verdicts of Presidio that are remembered")
        .register(registry);
  }

  private static Counter lookups(MeterRegistry registry, String result) {
    return Counter.builder("faultmaven.presidio.lookups")
        .description("Texts looked up among the verdicts of Presidio, by result")
        .tag("result", result)
        .register(registry);
  }

  /** The verdict on a text, or null when there is none. */
  @Nullable List<Found> get(String key) {
    List<Found> verdict = verdicts.get(key);
    (verdict == null ? misses : hits).increment();
    return verdict;
  }

  void put(String key, List<Found> verdict) {
    verdicts.put(key, verdict);
  }

  int size() {
    return verdicts.size();
  }
}
