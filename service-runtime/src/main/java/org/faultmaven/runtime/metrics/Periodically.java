package org.faultmaven.runtime.metrics;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Does something again and again on a thread of its own while the application runs, the first time
 * at once. What it throws is logged by its class, and it is done again all the same.
 */
public final class Periodically implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Periodically.class);
  private static final Duration STOP = Duration.ofSeconds(10);

  private final String name;
  private final Duration pause;
  private final Runnable work;
  private @Nullable ScheduledExecutorService running;

  /**
   * @param name of the thread
   * @param pause between the end of one time and the next
   */
  public Periodically(String name, Duration pause, Runnable work) {
    this.name = name;
    this.pause = pause;
    this.work = work;
  }

  private void once() {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warn("{}: {}", name, e.getClass().getSimpleName());
    }
  }

  @Override
  public synchronized void start() {
    if (running == null) {
      var next =
          new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name(name).factory());
      // once() throws nothing that the future could tell.
      var _ = next.scheduleWithFixedDelay(this::once, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
      running = next;
    }
  }

  @Override
  public synchronized void stop() {
    ScheduledExecutorService last = running;
    running = null;
    if (last == null) {
      return;
    }
    var _ = last.shutdownNow();
    try {
      if (!last.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("{} did not end in time", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return running != null;
  }
}
