package org.faultmaven.adapters.call;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.Health.Breaker;
import org.faultmaven.contracts.trace.TraceSpan;
import org.jspecify.annotations.Nullable;

/**
 * One operation of another system: each attempt within its time, again after a pause where that may
 * help, not at all while the breaker is open, always measured. Safe for use by many threads.
 */
public final class ExternalCall {
  private final ExternalSystem system;
  private final String operation;
  private final CallLimits limits;
  private final CallMetrics metrics;
  private final Retry retry;

  ExternalCall(ExternalSystem system, String operation, CallLimits limits) {
    this.system = system;
    this.operation = operation;
    this.limits = limits;
    this.metrics = new CallMetrics(system.registry, system.name, operation);
    this.retry = Retry.of(system.name + " " + operation, config());
    retry.getEventPublisher().onRetry(_ -> metrics.retry());
  }

  private RetryConfig config() {
    // The library has no pause below 10 ms, and none is needed without retries.
    long pause = Math.max(10, limits.pause().toMillis());
    return RetryConfig.custom()
        .maxAttempts(limits.retries() + 1)
        .intervalFunction(IntervalFunction.ofRandomized(pause, CallLimits.JITTER))
        .retryOnException(this::mayHelp)
        .build();
  }

  private boolean mayHelp(Throwable failure) {
    return failure instanceof CallFailedException failed
        && failed.retryable()
        && switch (failed.kind()) {
          case CallFailedException.INTERRUPTED -> false;
          // Somebody else's call is about to find out.
          case CallFailedException.BREAKER_OPEN -> system.breaker() == Breaker.HALF_OPEN;
          default -> true;
        };
  }

  /**
   * Runs the attempt until it succeeds or the limits are reached.
   *
   * @param attempt as good as done once when it is done twice
   * @throws BackendException what the last attempt ended with
   */
  public <T extends @Nullable Object> T run(Attempt<T> attempt) {
    try (TraceSpan span = TraceSpan.child(TraceSpan.Kind.CLIENT, "call")) {
      span.about(system.name + "." + operation)
          .id("faultmaven.backend", system.name)
          .id("faultmaven.backend.operation", operation);
      var attempts = new AtomicInteger();
      try {
        return retry.executeCallable(
            () -> {
              attempts.incrementAndGet();
              return guarded(attempt);
            });
      } catch (CallFailedException e) {
        span.failed(e.kind());
        throw e;
      } catch (RuntimeException e) {
        span.failed(e);
        throw e;
      } catch (Exception e) {
        throw system.failures.of(operation, e);
      } finally {
        span.number("faultmaven.backend.attempts", attempts.get());
      }
    }
  }

  private <T extends @Nullable Object> T guarded(Attempt<T> attempt) {
    try {
      system.breaker.acquirePermission();
    } catch (CallNotPermittedException e) {
      metrics.reject();
      throw system.failures.breakerOpen(String.valueOf(system.lastError()));
    }
    long start = System.nanoTime();
    boolean told = false;
    try {
      T result = unguarded(attempt);
      system.breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
      told = true;
      return result;
    } catch (CallFailedException e) {
      if (!e.kind().equals(CallFailedException.INTERRUPTED)) {
        system.breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, e);
        told = true;
      }
      throw e;
    } finally {
      if (!told) {
        system.breaker.releasePermission();
      }
    }
  }

  /** One attempt within its time, measured. */
  <T extends @Nullable Object> T unguarded(Attempt<T> attempt) {
    long start = System.nanoTime();
    try {
      T result = TimeLimit.within(limits.timeout(), attempt);
      metrics.attempt(Outcome.SUCCESS, since(start));
      return result;
    } catch (Exception e) {
      CallFailedException failure = failure(e);
      metrics.attempt(Outcome.of(failure), since(start));
      if (!failure.kind().equals(CallFailedException.INTERRUPTED)) {
        system.failed(failure);
      }
      throw failure;
    }
  }

  private CallFailedException failure(Exception thrown) {
    return switch (thrown) {
      case TimeoutException _ -> system.failures.timeout(operation, limits.timeout());
      case InterruptedException _ -> {
        Thread.currentThread().interrupt();
        yield system.failures.interrupted(operation);
      }
      default -> system.failures.of(operation, thrown);
    };
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
