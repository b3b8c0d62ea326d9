package org.faultmaven.runtime.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;

/**
 * Which timers are histograms, and with which limits: few ones by hand, since each of them is a
 * time series for every combination of labels. A quantile can be computed over all instances then.
 */
final class Histograms implements MeterFilter {
  /** Milliseconds, from a look-up in memory to a call that is about to be given up. */
  private static final double[] CALLS = {
    1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000
  };

  /** Milliseconds, up to a model that takes its time. */
  private static final double[] ANSWERS = {
    25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 120_000
  };

  /** Milliseconds, from a record that is waited for to a pipeline that is hours behind. */
  private static final double[] DELAYS = {
    100,
    250,
    500,
    1_000,
    2_500,
    5_000,
    10_000,
    30_000,
    60_000,
    300_000,
    900_000,
    3_600_000,
    14_400_000
  };

  private static final Set<String> OF_CALLS =
      Set.of(
          "faultmaven.search",
          "faultmaven.embedding",
          "faultmaven.backend.calls",
          "faultmaven.tools.calls",
          "http.server.requests");

  private static final Set<String> OF_ANSWERS = Set.of("faultmaven.questions");

  private static final Set<String> OF_DELAYS =
      Set.of("faultmaven.indexer.delay", "faultmaven.canary.delay");

  @Override
  public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
    double[] limits = limits(id.getName());
    return limits.length == 0
        ? config
        : DistributionStatisticConfig.builder()
            .serviceLevelObjectives(limits)
            .build()
            .merge(config);
  }

  private static double[] limits(String name) {
    double[] millis =
        OF_CALLS.contains(name)
            ? CALLS
            : OF_ANSWERS.contains(name)
                ? ANSWERS
                : OF_DELAYS.contains(name) ? DELAYS : new double[0];
    return DoubleStream.of(millis).map(limit -> limit * TimeUnit.MILLISECONDS.toNanos(1)).toArray();
  }
}
