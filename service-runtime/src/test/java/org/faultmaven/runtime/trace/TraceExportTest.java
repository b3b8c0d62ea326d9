package org.faultmaven.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class TraceExportTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  /** Exports so many spans to somebody who answers that. */
  private void export(int spans, CompletableResultCode answer) {
    var exporter =
        new SpanExporter() {
          @Override
          public CompletableResultCode export(Collection<SpanData> batch) {
            return answer;
          }

          @Override
          public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
          }

          @Override
          public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
          }
        };
    var export = new TraceExport(exporter, new SpanMeters(meters));
    try (var tracer =
        new OtelTracer(SdkTracerProvider.builder().addSpanProcessor(export).build())) {
      for (int i = 0; i < spans; i++) {
        tracer.received("logs", 0, i, new RecordHeaders());
      }
      assertThat(export.forceFlush().join(30, TimeUnit.SECONDS).isDone()).isTrue();
    }
  }

  private double count(String outcome) {
    return meters.get("faultmaven.tracing.spans").tag("outcome", outcome).counter().count();
  }

  @Test
  void whatIsTakenAndWhatIsLostIsCounted() {
    export(1, CompletableResultCode.ofSuccess());
    export(2, CompletableResultCode.ofFailure());

    assertThat(count("sent")).isEqualTo(1);
    assertThat(count("lost")).isEqualTo(2);
    assertThat(meters.get("faultmaven.tracing.recorded").counter().count()).isEqualTo(3);
  }
}
