package org.faultmaven.runtime.trace;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * How many spans were recorded, and of these how many were exported and how many were lost because
 * nobody took them. The rest waits, or was dropped because more came than could be exported.
 */
public final class SpanMeters {
  private final Counter recorded;
  private final Counter sent;
  private final Counter lost;

  public SpanMeters(MeterRegistry meters) {
    this.recorded =
        Counter.builder("faultmaven.tracing.recorded")
            .description("Spans recorded, whatever becomes of them")
            .register(meters);
    this.sent = counter("sent", meters);
    this.lost = counter("lost", meters);
  }

  private static Counter counter(String outcome, MeterRegistry meters) {
    return Counter.builder("faultmaven.tracing.spans")
        .description("Spans that were to be exported, by outcome")
        .tag("outcome", outcome)
        .register(meters);
  }

  void recorded() {
    recorded.increment();
  }

  void exported(int spans, boolean taken) {
    (taken ? sent : lost).increment(spans);
  }
}
