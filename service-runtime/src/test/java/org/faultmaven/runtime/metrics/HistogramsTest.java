package org.faultmaven.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HistogramsTest {
  @Test
  void timersOfUsersAreHistogramsWithFewLimitsAndOthersAreNone() {
    var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    meters.config().meterFilter(new Histograms());
    Timer.builder("faultmaven.search").register(meters).record(Duration.ofMillis(7));
    Timer.builder("faultmaven.redaction").register(meters).record(Duration.ofMillis(7));

    String scrape = meters.scrape();

    assertThat(scrape)
        .contains("faultmaven_search_seconds_bucket{le=\"0.005\"} 0")
        .contains("faultmaven_search_seconds_bucket{le=\"0.01\"} 1")
        .contains("faultmaven_search_seconds_bucket{le=\"30.0\"} 1")
        .doesNotContain("faultmaven_redaction_seconds_bucket");
    assertThat(scrape.lines().filter(line -> line.startsWith("faultmaven_search_seconds_bucket")))
        .hasSizeLessThan(20);
  }
}
