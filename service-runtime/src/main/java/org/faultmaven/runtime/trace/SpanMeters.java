package org.faultmaven.runtime.trace;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** How many spans were exported, and how many were lost because nobody took them. */
public final class SpanMeters {
  private final Counter sent;
  private final Counter lost;

  public SpanMeters(MeterRegistry meters) {
    this.sent = counter("sent", meters);
    this.lost = counter("lost", meters);
  }

  private static Counter counter(String outcome, MeterRegistry meters) {
    return Counter.builder("faultmaven.tracing.spans")
        .description("Spans that were to be exported, by outcome")
        .tag("outcome", outcome)
        .register(meters);
  }

  void count(int spans, boolean taken) {
    (taken ? sent : lost).increment(spans);
  }
}
