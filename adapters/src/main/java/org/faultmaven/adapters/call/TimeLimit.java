package org.faultmaven.adapters.call;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.faultmaven.contracts.trace.TraceSpan;
import org.jspecify.annotations.Nullable;

/**
 * Runs an attempt on a virtual thread and waits no longer than the limit, whatever the driver does
 * about its own time-outs. An attempt that is late is interrupted, which closes its socket.
 */
final class TimeLimit {
  private TimeLimit() {}

  /**
   * @throws TimeoutException when the time is over
   * @throws InterruptedException when the caller was interrupted
   * @throws Exception what the attempt threw
   */
  static <T extends @Nullable Object> T within(Duration limit, Attempt<T> attempt)
      throws Exception {
    var task = new FutureTask<T>(TraceSpan.current().carried(attempt::run));
    Thread.ofVirtual().name("external-call").start(task);
    try {
      return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Exception thrown -> throw thrown;
        case Error error -> throw error;
        case null, default -> throw e;
      }
    } finally {
      // Nothing to a task that is done.
      task.cancel(true);
    }
  }
}
