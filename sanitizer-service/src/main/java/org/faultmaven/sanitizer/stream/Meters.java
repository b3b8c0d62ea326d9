package org.faultmaven.sanitizer.stream;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.faultmaven.contracts.record.Span;
import org.faultmaven.contracts.topic.QuarantineReason;

/** Counters of the stream: records by outcome, redactions by entity type. */
public final class Meters {
  private final MeterRegistry registry;

  public Meters(MeterRegistry registry) {
    this.registry = registry;
  }

  public void sanitized(String kind, long bytes, List<Span> spans) {
    registry
        .counter("faultmaven.sanitizer.records", "kind", kind, "outcome", "sanitized")
        .increment();
    registry.counter("faultmaven.sanitizer.bytes", "kind", kind).increment((double) bytes);
    spans.forEach(
        span -> registry.counter("faultmaven.redactions", "type", span.type()).increment());
  }

  public void quarantined(String kind, QuarantineReason reason) {
    registry
        .counter(
            "faultmaven.sanitizer.records",
            "kind",
            kind,
            "outcome",
            reason.name().toLowerCase(java.util.Locale.ROOT))
        .increment();
  }
}
