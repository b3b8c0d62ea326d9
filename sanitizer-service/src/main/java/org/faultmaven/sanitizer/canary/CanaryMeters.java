package org.faultmaven.sanitizer.canary;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What became of the canaries that were sent. */
final class CanaryMeters {
  /** How a canary ended. */
  enum Outcome {
    /** It came out, and nothing secret with it. */
    MASKED,
    /** A secret of it was seen. */
    LEAKED,
    /** It did not come out in time. */
    MISSING,
    /** It could not be sent, or not be looked for. */
    UNSENT
  }

  private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);
  private final Timer delay;

  CanaryMeters(MeterRegistry meters) {
    for (Outcome outcome : Outcome.values()) {
      outcomes.put(
          outcome,
          Counter.builder("faultmaven.canary.rounds")
              .description("Made-up secrets sent through the pipeline, by what came of them")
              .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
              .register(meters));
    }
    this.delay =
        Timer.builder("faultmaven.canary.delay")
            .description("From the raw topic to the clean one, as a canary went")
            .register(meters);
  }

  void ended(Outcome outcome) {
    Objects.requireNonNull(outcomes.get(outcome)).increment();
  }

  void masked(Duration took) {
    ended(Outcome.MASKED);
    delay.record(took);
  }
}
