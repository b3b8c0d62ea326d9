package org.faultmaven.sanitizer.canary;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The meters of the canary. */
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

  private final MeterRegistry meters;
  private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);
  private final Timer delay;
  private volatile @Nullable Instant success;
  private volatile boolean tripped;

  CanaryMeters(MeterRegistry meters) {
    this.meters = meters;
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
    Gauge.builder("faultmaven.canary.success.time", this, CanaryMeters::successSeconds)
        .description("When a canary was last seen masked, since the epoch")
        .baseUnit("seconds")
        .register(meters);
    Gauge.builder("faultmaven.canary.tripped", this, all -> all.tripped ? 1 : 0)
        .description("1 once a secret was seen and the stream was stopped, until a restart")
        .register(meters);
  }

  private double successSeconds() {
    Instant last = success;
    return last == null ? Double.NaN : last.toEpochMilli() / 1000.0;
  }

  /** From 0 on, so that the first leak is an increase. */
  void place(String place) {
    leaks(place).increment(0);
  }

  private Counter leaks(String place) {
    return Counter.builder("faultmaven.canary.leaks")
        .description("Made-up secrets seen where only sanitised text may be, by place")
        .tag("place", place)
        .register(meters);
  }

  void ended(Outcome outcome) {
    Objects.requireNonNull(outcomes.get(outcome)).increment();
  }

  void masked(Instant at, Duration took) {
    ended(Outcome.MASKED);
    delay.record(took);
    success = at;
  }

  void leaked(String place) {
    ended(Outcome.LEAKED);
    leaks(place).increment();
    tripped = true;
  }
}
