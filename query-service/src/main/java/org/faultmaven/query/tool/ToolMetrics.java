package org.faultmaven.query.tool;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/** The meters of tools. Names of tools are labels, and so their number is bounded. */
final class ToolMetrics {
  private static final String OTHER = "other";

  private final MeterRegistry meters;
  private final int maxNames;
  private final Counter refused;
  private final Counter late;
  private final Counter stray;
  private final Set<String> names = ConcurrentHashMap.newKeySet();

  /**
   * @param maxNames of tools that come and go, the most that get a label of their own
   */
  ToolMetrics(MeterRegistry meters, int maxNames) {
    this.meters = meters;
    this.maxNames = maxNames;
    this.refused =
        Counter.builder("faultmaven.tools.refused")
            .description("Records of the registry topic that were refused")
            .register(meters);
    this.late = dropped("late");
    this.stray = dropped("stray");
  }

  /** A call of a tool that there is. */
  void called(String tool, ToolOutcome.Status status, Duration took) {
    record(tool, status.name().toLowerCase(Locale.ROOT), took);
  }

  /** A call that Kafka or the sanitiser did not let through. */
  void unavailable(String tool, Duration took) {
    record(tool, "unavailable", took);
  }

  private void record(String tool, String outcome, Duration took) {
    Timer.builder("faultmaven.tools.calls")
        .description("Calls of tools, with their duration")
        .tag("tool", label(tool))
        .tag("outcome", outcome)
        .register(meters)
        .record(took);
  }

  private String label(String tool) {
    if (names.contains(tool)) {
      return tool;
    }
    return names.size() < maxNames && names.add(tool) ? tool : OTHER;
  }

  /** A result that came after its call had ended. */
  void late() {
    late.increment();
  }

  /** A result that no call of this or another instance can be told from. */
  void stray() {
    stray.increment();
  }

  private Counter dropped(String kind) {
    return Counter.builder("faultmaven.tools.results.dropped")
        .description("Results that nobody waited for: after the deadline, or of no call at all")
        .tag("kind", kind)
        .register(meters);
  }

  /** A registration that was refused, or could not be taken yet. */
  void refused() {
    refused.increment();
  }

  /** How many tools are known. */
  <T> void known(T source, ToDoubleFunction<T> count) {
    Gauge.builder("faultmaven.tools.known", source, count)
        .description("Tools that can be called now, of this process and of others")
        .register(meters);
  }
}
