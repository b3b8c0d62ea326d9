package org.faultmaven.ingest.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.faultmaven.contracts.port.BackendException;
import org.junit.jupiter.api.Test;

class LedgerMetricsTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private static final Ledger LEDGER =
      new Ledger(List.of(new Ledger.Row("raw", 0, new Balance(21, 8, 5, 3, 4, 7))));

  @Test
  void everyNumberIsAGauge() {
    var metrics = new LedgerMetrics(() -> LEDGER, Duration.ofSeconds(60), meters);
    assertThat(gauge("accepted")).isNaN();
    metrics.refresh();
    assertThat(gauge("accepted")).isEqualTo(21);
    assertThat(gauge("indexed")).isEqualTo(8);
    assertThat(gauge("quarantined")).isEqualTo(5);
    assertThat(gauge("deleted")).isEqualTo(3);
    assertThat(gauge("in.flight")).isEqualTo(4);
    assertThat(gauge("waiting")).isEqualTo(7);
    assertThat(gauge("imbalance")).isEqualTo(1);
  }

  @Test
  void anOldNumberIsNotShownForANewOne() {
    var readings = new AtomicInteger();
    var metrics =
        new LedgerMetrics(
            () -> {
              if (readings.getAndIncrement() == 1) {
                throw new BackendException("away", true);
              }
              return LEDGER;
            },
            Duration.ofSeconds(60),
            meters);
    metrics.refresh();
    metrics.refresh();
    assertThat(gauge("accepted")).isNaN();
    metrics.refresh();
    assertThat(gauge("accepted")).isEqualTo(21);
  }

  @Test
  void itGoesOnAfterAnyFailureUntilItIsStopped() throws Exception {
    var readings = new CountDownLatch(3);
    var metrics =
        new LedgerMetrics(
            () -> {
              readings.countDown();
              throw new IllegalStateException("a fault of its own");
            },
            Duration.ofMillis(5),
            meters);
    metrics.start();
    metrics.start();
    assertThat(readings.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(metrics.isRunning()).isTrue();
    metrics.stop();
    metrics.stop();
    assertThat(metrics.isRunning()).isFalse();
  }

  private double gauge(String name) {
    return meters.get("faultmaven.ledger." + name).gauge().value();
  }
}
