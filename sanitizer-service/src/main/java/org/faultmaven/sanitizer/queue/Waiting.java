package org.faultmaven.sanitizer.queue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What all queues of an instance have in common: the threads that judge ahead, the gate, and how
 * long the threads of the stream may wait. Safe for use by many threads.
 */
public final class Waiting implements AutoCloseable {
  /**
   * How long a thread of the stream waits for room, at most, until it has turned to everything else
   * it does: commits, polls, other partitions.
   */
  static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Executor executor;
  private final Runnable end;
  private final Gate gate = new Gate();
  private final ThreadLocal<Long> waited = ThreadLocal.withInitial(() -> 0L);
  private final AtomicInteger queued = new AtomicInteger();

  /** With so many threads of its own. */
  public static Waiting withThreads(int threads, MeterRegistry meters) {
    ExecutorService pool =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("sanitizer-ahead-", 1).factory());
    return new Waiting(pool, pool::shutdownNow, meters);
  }

  /**
   * @param executor runs what may wait for a backend; the caller ends it
   */
  public static Waiting on(Executor executor, MeterRegistry meters) {
    return new Waiting(executor, () -> {}, meters);
  }

  private Waiting(Executor executor, Runnable end, MeterRegistry meters) {
    this.executor = executor;
    this.end = end;
    Gauge.builder("faultmaven.sanitizer.queued", queued::get)
        .description("Raw records that wait for the sanitiser's verdict")
        .register(meters);
  }

  Executor executor() {
    return executor;
  }

  public Gate gate() {
    return gate;
  }

  /** Counts records that join the queues, or leave them when negative. */
  void count(int records) {
    queued.addAndGet(records);
  }

  /** The thread has turned to everything else. */
  void turned() {
    waited.set(0L);
  }

  /** Nanoseconds this thread may still wait at this turn. */
  long left() {
    return PATIENCE.toNanos() - waited.get();
  }

  /** Waits for a job as long as this thread may. */
  void await(Job<?> job) {
    long start = System.nanoTime();
    job.await(left());
    waited.set(waited.get() + System.nanoTime() - start);
  }

  @Override
  public void close() {
    end.run();
  }
}
