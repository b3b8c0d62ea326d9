package org.faultmaven.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Objects;
import org.faultmaven.contracts.trace.TraceSpan.Kind;
import org.junit.jupiter.api.Test;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.mock.env.MockEnvironment;

/** Where a trace can be found from: a line of the log, and a bucket of a histogram. */
class TraceIdsTest {
  private static final String OPEN_METRICS = "application/openmetrics-text";

  private final InMemorySpanExporter exported = InMemorySpanExporter.create();

  @Test
  void aBucketOfAHistogramNamesATrace() {
    var meters =
        new PrometheusMeterRegistry(
            PrometheusConfig.DEFAULT, new PrometheusRegistry(), Clock.SYSTEM, new Exemplars());
    timer("untraced", meters).record(Duration.ofMillis(1));
    assertThat(meters.scrape(OPEN_METRICS)).doesNotContain("trace_id");

    try (OtelTracer tracer = OtelTracerTest.tracer(exported, 1)) {
      OtelSpan span = tracer.start(Kind.SERVER, "POST", null);
      timer("work", meters).record(Duration.ofMillis(2));
      span.close();

      assertThat(meters.scrape(OPEN_METRICS))
          .containsPattern(
              "work_seconds_bucket.*# [{]span_id=\"[0-9a-f]+\",trace_id=\""
                  + span.context().traceId());
    }
  }

  /** One each: how often a histogram takes an example is limited. */
  private static Timer timer(String name, MeterRegistry meters) {
    return Timer.builder(name).serviceLevelObjectives(Duration.ofMillis(10)).register(meters);
  }

  @Test
  void aJsonLineOfTheLogNamesItsTrace() {
    try (OtelTracer tracer = OtelTracerTest.tracer(exported, 1)) {
      assertThat(line()).doesNotContain("trace", "span");
      OtelSpan span = tracer.start(Kind.SERVER, "POST", null);
      String line = line();
      span.close();

      assertThat(line)
          .contains("\"trace\":{\"id\":\"" + span.context().traceId() + "\"}")
          .contains("\"span\":{\"id\":\"" + span.context().spanId() + "\"}");
    }
  }

  private static String line() {
    var context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    context.putObject(
        org.springframework.core.env.Environment.class.getName(),
        new MockEnvironment()
            .withProperty("logging.structured.json.customizer", TraceMembers.class.getName()));
    var encoder = new StructuredLogEncoder();
    encoder.setContext(context);
    encoder.setFormat("ecs");
    encoder.start();
    var logger = context.getLogger("org.faultmaven.test");
    var event = new LoggingEvent("", logger, Level.INFO, "hello", null, null);
    return new String(
        Objects.requireNonNull(encoder.encode(event)), java.nio.charset.StandardCharsets.UTF_8);
  }
}
