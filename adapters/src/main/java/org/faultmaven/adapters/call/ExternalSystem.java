package org.faultmaven.adapters.call;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.Health.Breaker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Another system: one circuit breaker for everything that is asked of it, and what its health
 * tells. Opens nothing by itself. Safe for use by many threads.
 */
public final class ExternalSystem {
  private static final Logger LOG = LoggerFactory.getLogger(ExternalSystem.class);

  final String name;
  final MeterRegistry registry;
  final CircuitBreaker breaker;
  final Failures failures;
  private final ExternalCall check;
  private volatile @Nullable String lastError;

  /**
   * @param name one word, a label of metrics: {@code chroma}
   * @param remedy what to do when it is away, a sentence for people
   */
  public ExternalSystem(String name, String remedy, BreakerLimits limits, MeterRegistry registry) {
    this(name, remedy, limits, registry, Clock.systemUTC());
  }

  ExternalSystem(
      String name, String remedy, BreakerLimits limits, MeterRegistry registry, Clock clock) {
    this.name = name;
    this.registry = registry;
    this.failures = new Failures(name, remedy);
    this.breaker = CircuitBreaker.of(name, config(limits, clock));
    breaker
        .getEventPublisher()
        .onStateTransition(
            event ->
                LOG.warn(
                    "{}: circuit breaker {} (last error: {})",
                    name,
                    event.getStateTransition(),
                    lastError));
    for (Breaker state : Breaker.values()) {
      Gauge.builder("faultmaven.backend.breaker", () -> breaker() == state ? 1 : 0)
          .description("1 for the state that the circuit breaker is in")
          .tag("backend", name)
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    this.check = new ExternalCall(this, "check", CallLimits.CHECK);
  }

  private static CircuitBreakerConfig config(BreakerLimits limits, Clock clock) {
    // All of the last N failed: that is N failures in a row.
    return CircuitBreakerConfig.custom()
        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
        .slidingWindowSize(limits.failures())
        .minimumNumberOfCalls(limits.failures())
        .failureRateThreshold(100)
        .waitDurationInOpenState(limits.open())
        .permittedNumberOfCallsInHalfOpenState(1)
        // Whoever refuses what was sent is there.
        .recordException(e -> e instanceof BackendException failure && failure.retryable())
        .clock(clock)
        .build();
  }

  /**
   * A call of this system.
   *
   * @param operation one word, a label of metrics
   */
  public ExternalCall call(String operation, CallLimits limits) {
    return new ExternalCall(this, operation, limits);
  }

  /**
   * Asks once, whatever the breaker says. When the system answers and the breaker is open, the next
   * call is let through at once and decides.
   *
   * @param probe something cheap that needs the system
   */
  public Health check(Attempt<?> probe) {
    long start = System.nanoTime();
    try {
      Object answer = check.unguarded(probe);
      LOG.trace("{} answers its check: {}", name, answer != null);
      if (breaker.getState() == CircuitBreaker.State.OPEN) {
        breaker.transitionToHalfOpenState();
      }
      return health(true, start, null);
    } catch (BackendException e) {
      return health(false, start, e.getMessage());
    }
  }

  private Health health(boolean up, long start, @Nullable String detail) {
    Duration latency = Duration.ofNanos(System.nanoTime() - start);
    return new Health(up, latency, detail, new Health.Calls(breaker(), lastError));
  }

  /** Whether calls are let through now. */
  public Breaker breaker() {
    return switch (breaker.getState()) {
      case OPEN, FORCED_OPEN -> Breaker.OPEN;
      case HALF_OPEN -> Breaker.HALF_OPEN;
      case CLOSED, DISABLED, METRICS_ONLY -> Breaker.CLOSED;
    };
  }

  /** The class of the last error, or null when nothing has failed yet. */
  public @Nullable String lastError() {
    return lastError;
  }

  void failed(CallFailedException failure) {
    lastError = failure.kind();
  }
}
