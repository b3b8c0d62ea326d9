package org.faultmaven.adapters.call;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The meters of one operation of one system. Both labels stand in the source code. */
final class CallMetrics {
  private final Map<Outcome, Timer> attempts = new EnumMap<>(Outcome.class);
  private final Counter retries;
  private final Counter rejected;

  CallMetrics(MeterRegistry registry, String system, String operation) {
    for (Outcome outcome : Outcome.values()) {
      attempts.put(
          outcome,
          Timer.builder("faultmaven.backend.calls")
              .description("Attempts to call another system, with their duration")
              .tag("backend", system)
              .tag("operation", operation)
              .tag("outcome", outcome.label)
              .register(registry));
    }
    retries =
        Counter.builder("faultmaven.backend.retries")
            .description("Attempts that were not the first of their call")
            .tag("backend", system)
            .tag("operation", operation)
            .register(registry);
    rejected =
        Counter.builder("faultmaven.backend.rejected")
            .description("Attempts that an open circuit breaker did not let through")
            .tag("backend", system)
            .tag("operation", operation)
            .register(registry);
  }

  void attempt(Outcome outcome, Duration took) {
    Objects.requireNonNull(attempts.get(outcome)).record(took);
  }

  void retry() {
    retries.increment();
  }

  void reject() {
    rejected.increment();
  }
}
