package org.faultmaven.sanitizer.queue;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.faultmaven.contracts.port.BackendException;
import org.jspecify.annotations.Nullable;

/**
 * Work done on another thread for one that must not wait. When a backend is away it shuts the gate,
 * and begins anew once that is open. For one thread, which starts it and asks for its result.
 *
 * @param <T> the result
 */
public final class Job<T> {
  private final Supplier<T> work;
  private final Waiting waiting;
  private @Nullable CompletableFuture<T> running;

  /** Begins the work, unless the gate is shut. */
  public Job(Supplier<T> work, Waiting waiting) {
    this.work = work;
    this.waiting = waiting;
    start();
  }

  /** Begins the work anew when an outage ended it and is over. */
  private void start() {
    if (running == null && !waiting.gate().isShut()) {
      running = CompletableFuture.supplyAsync(this::run, waiting.executor());
    }
  }

  private T run() {
    try {
      return work.get();
    } catch (BackendException e) {
      if (e.retryable()) {
        waiting.gate().shut(e);
      }
      throw e;
    }
  }

  /**
   * The result.
   *
   * @throws NotYetException while there is none
   */
  public T get() {
    start();
    if (running == null || !running.isDone()) {
      throw new NotYetException();
    }
    try {
      return running.join();
    } catch (RuntimeException e) {
      if (e.getCause() instanceof BackendException outage && outage.retryable()) {
        running = null;
        throw new NotYetException();
      }
      throw e;
    }
  }

  /** Whether there is no use in asking for the result yet. */
  boolean isRunning() {
    return running != null && !running.isDone();
  }

  /** Waits until it is done, whatever comes of it, but no longer than that. */
  void await(long nanos) {
    if (running == null) {
      return;
    }
    try {
      running.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException | CancellationException e) {
      // What came of it is told by get().
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
