package org.faultmaven.sanitizer.stream;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.faultmaven.sanitizer.queue.Gate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the stream while the sanitiser is away. A held stream neither processes nor looks at the
 * time, so whoever lets it go must stand outside: a thread of its own asks the sanitiser, less and
 * less often, until it is back. Nothing is put aside meanwhile, and the lag shows the outage.
 */
final class Hold implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Hold.class);

  /** What can be held: {@code KafkaStreams}, in a way that a test can stand in for. */
  interface Holdable {
    void pause();

    void resume();
  }

  private final Gate gate;
  private final BooleanSupplier back;
  private final Supplier<Duration> waits;
  private final Holdable held;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("sanitizer-hold").factory());

  /**
   * Holds from now on, each time the gate is shut.
   *
   * @param back whether the sanitiser is there
   * @param waits how long to wait before asking
   */
  Hold(Gate gate, BooleanSupplier back, Supplier<Duration> waits, Holdable held) {
    this.gate = gate;
    this.back = back;
    this.waits = waits;
    this.held = held;
  }

  /** The gate was shut. */
  void begin(String error) {
    held.pause();
    Duration wait = waits.get();
    LOG.warn("The stream is held by {}; it asks the sanitiser in {} ms", error, wait.toMillis());
    askIn(wait);
  }

  private void askIn(Duration wait) {
    try {
      var _ = thread.schedule(this::ask, wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("The stream stops while it is held");
    }
  }

  private void ask() {
    if (isBack()) {
      gate.open();
      held.resume();
      LOG.info("The sanitiser answers; the stream goes on");
    } else {
      askIn(waits.get());
    }
  }

  private boolean isBack() {
    try {
      return back.getAsBoolean();
    } catch (RuntimeException e) {
      // Whatever it is, there is nothing else to do but to ask again.
      LOG.warn("The sanitiser could not be asked: {}", e.getClass().getSimpleName());
      return false;
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
