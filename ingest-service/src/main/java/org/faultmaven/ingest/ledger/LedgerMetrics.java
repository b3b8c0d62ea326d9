package org.faultmaven.ingest.ledger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.faultmaven.contracts.port.BackendException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The ledger's numbers as gauges, read again in the background: a scrape never waits for Kafka.
 * They are not a number until the first reading, and while Kafka does not answer.
 */
final class LedgerMetrics implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(LedgerMetrics.class);

  private final Supplier<Ledger> reader;
  private final Duration every;
  private final AtomicReference<@Nullable Ledger> last = new AtomicReference<>();
  private volatile @Nullable ScheduledExecutorService refreshing;

  LedgerMetrics(Supplier<Ledger> reader, Duration every, MeterRegistry meters) {
    this.reader = reader;
    this.every = every;
    gauge(
        meters,
        "faultmaven.ledger.accepted",
        "Records accepted",
        ledger -> ledger.total().accepted());
    gauge(
        meters,
        "faultmaven.ledger.indexed",
        "Records in the index",
        ledger -> ledger.total().indexed());
    gauge(
        meters,
        "faultmaven.ledger.quarantined",
        "Records in quarantine",
        ledger -> ledger.total().quarantined());
    gauge(
        meters, "faultmaven.ledger.deleted", "Records deleted", ledger -> ledger.total().deleted());
    gauge(
        meters,
        "faultmaven.ledger.in.flight",
        "Accepted, not indexed yet",
        ledger -> ledger.total().inFlight());
    gauge(
        meters,
        "faultmaven.ledger.waiting",
        "Not read by the sanitizer yet",
        ledger -> ledger.total().waiting());
    gauge(
        meters,
        "faultmaven.ledger.imbalance",
        "Records lost or doubled: must be 0",
        Ledger::imbalance);
  }

  private void gauge(
      MeterRegistry meters, String name, String description, ToLongFunction<Ledger> number) {
    Gauge.builder(name, last, ref -> value(ref.get(), number))
        .description(description)
        .baseUnit("records")
        .strongReference(true)
        .register(meters);
  }

  private static double value(@Nullable Ledger ledger, ToLongFunction<Ledger> number) {
    return ledger == null ? Double.NaN : number.applyAsLong(ledger);
  }

  void refresh() {
    try {
      last.set(reader.get());
    } catch (BackendException e) {
      last.set(null);
      log.warn("the ledger can't be read: {}", e.getMessage());
    } catch (RuntimeException e) {
      // An executor drops a task that throws; the next reading may do better.
      last.set(null);
      log.error("the ledger can't be read ({})", e.getClass().getSimpleName());
    }
  }

  @Override
  public synchronized void start() {
    if (refreshing == null) {
      ScheduledExecutorService next =
          Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "ledger-metrics"));
      // refresh() throws nothing that the future could tell.
      var _ =
          next.scheduleWithFixedDelay(this::refresh, 0, every.toMillis(), TimeUnit.MILLISECONDS);
      refreshing = next;
    }
  }

  @Override
  public synchronized void stop() {
    ScheduledExecutorService running = refreshing;
    refreshing = null;
    if (running != null) {
      List<Runnable> left = running.shutdownNow();
      log.debug("{} readings of the ledger left", left.size());
      awaitEnd(running);
    }
  }

  private void awaitEnd(ExecutorService running) {
    try {
      if (!running.awaitTermination(every.toMillis() + 1000, TimeUnit.MILLISECONDS)) {
        log.warn("the last reading of the ledger did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return refreshing != null;
  }
}
