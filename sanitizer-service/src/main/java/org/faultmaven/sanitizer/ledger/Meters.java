package org.faultmaven.sanitizer.ledger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.faultmaven.contracts.topic.QuarantineReason;

/**
 * What the stream does, as metrics. They count work: what an aborted transaction repeats is counted
 * again, unlike in the {@link Ledger}. Safe for use by many threads.
 */
public final class Meters {
  static final String RECORDS = "faultmaven.sanitizer.records";
  static final String BYTES = "faultmaven.sanitizer.bytes";
  static final String REDACTIONS = "faultmaven.sanitizer.redactions";

  /** A sanitiser that makes up entity types must not make up time series without end. */
  private static final int MAX_TYPES = 100;

  private static final String REST = "OTHER";

  private final MeterRegistry registry;
  private final Set<String> types = ConcurrentHashMap.newKeySet();

  public Meters(MeterRegistry registry) {
    this.registry = registry;
    // From 0 on: an increase from nothing to something is none to whoever looks at increases.
    for (Kind kind : Kind.values()) {
      records(kind, "clean", "none").increment(0);
      bytes(kind).increment(0);
      for (QuarantineReason reason : QuarantineReason.values()) {
        records(kind, "quarantined", reason.name()).increment(0);
      }
    }
  }

  /** What a record is, as the metrics name it. */
  public enum Kind {
    LOG,
    DOCUMENT;

    String tag() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A record or document went on.
   *
   * @param bytes of the raw text
   * @param redactions masked entities by type
   */
  public void clean(Kind kind, long bytes, Map<String, Integer> redactions) {
    records(kind, "clean", "none").increment();
    bytes(kind).increment((double) bytes);
    redactions.forEach(this::redacted);
  }

  /** A record or document was put aside. */
  public void quarantined(Kind kind, QuarantineReason reason) {
    records(kind, "quarantined", reason.name()).increment();
  }

  /**
   * A failure held the stream.
   *
   * @param error its class, without a package
   */
  public void held(String error) {
    Counter.builder("faultmaven.sanitizer.failures")
        .description("Failures that held the stream, by class")
        .tag("error", error)
        .register(registry)
        .increment();
  }

  private Counter bytes(Kind kind) {
    return Counter.builder(BYTES)
        .description("Bytes of raw text that were sanitised")
        .baseUnit("bytes")
        .tags(Tags.of("kind", kind.tag()))
        .register(registry);
  }

  private Counter records(Kind kind, String outcome, String reason) {
    return Counter.builder(RECORDS)
        .description("Records sanitised or put aside; an upload is one")
        .tags(Tags.of("kind", kind.tag(), "outcome", outcome, "reason", reason))
        .register(registry);
  }

  private void redacted(String type, int times) {
    boolean known = types.contains(type) || (types.size() < MAX_TYPES && types.add(type));
    Counter.builder(REDACTIONS)
        .description("Entities masked, by type")
        .tags(Tags.of("type", known || types.contains(type) ? type : REST))
        .register(registry)
        .increment(times);
  }
}
