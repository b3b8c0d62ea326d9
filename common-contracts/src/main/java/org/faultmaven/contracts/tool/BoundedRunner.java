package org.faultmaven.contracts.tool;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs work on threads of its own, so much at once and no more, and lets nobody wait beyond a
 * deadline. Work that is late is interrupted; work that goes on nevertheless keeps its place, so
 * that what hangs can't gather without bound. Safe for use by many threads.
 */
public final class BoundedRunner {
  private final Semaphore places;
  private final String name;

  /**
   * @param name of the threads
   * @param places the most that runs at once
   */
  public BoundedRunner(String name, int places) {
    this.name = name;
    this.places = new Semaphore(places);
  }

  /**
   * Starts work when a place is free.
   *
   * @return null when none is; else what comes of it: its result, what it threw, or a {@link
   *     TimeoutException} at the deadline
   */
  public <T> @Nullable CompletableFuture<T> tryRun(Callable<T> work, Instant deadline) {
    if (!places.tryAcquire()) {
      return null;
    }
    var result = new CompletableFuture<T>();
    // No virtual thread: one that spins would keep a carrier from all the others.
    Thread thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> complete(result, work));
    long millis = Math.max(0, Duration.between(Instant.now(), deadline).toMillis());
    CompletableFuture<T> limited = result.orTimeout(millis, TimeUnit.MILLISECONDS);
    CompletableFuture<T> watched =
        limited.whenComplete(
            (_, failure) -> {
              if (failure instanceof TimeoutException) {
                thread.interrupt();
              }
            });
    thread.start();
    return watched;
  }

  private <T> void complete(CompletableFuture<T> result, Callable<T> work) {
    T value;
    try {
      value = work.call();
    } catch (Exception | LinkageError | StackOverflowError e) {
      places.release();
      result.completeExceptionally(e);
      return;
    } catch (Error e) {
      places.release();
      throw e;
    }
    // Before it is known: who has the result finds the place free.
    places.release();
    result.complete(value);
  }
}
