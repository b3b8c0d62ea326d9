package org.faultmaven.runtime.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.faultmaven.contracts.trace.TraceContext;
import org.faultmaven.contracts.trace.TraceSpan;
import org.faultmaven.contracts.trace.TraceSpan.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OtelTracerTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";

  private final InMemorySpanExporter exported = InMemorySpanExporter.create();
  private final OtelTracer tracer = tracer(exported, 1);

  static OtelTracer tracer(InMemorySpanExporter exporter, double ratio) {
    return new OtelTracer(
        SdkTracerProvider.builder()
            .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(ratio)))
            .addSpanProcessor(SimpleSpanProcessor.create(exporter))
            .build());
  }

  @AfterEach
  void close() {
    tracer.close();
  }

  private static Headers headers(String traceparent) {
    var headers = new RecordHeaders();
    headers.add("traceparent", traceparent.getBytes(UTF_8));
    headers.add("tracestate", "vendor=jane.roe".getBytes(UTF_8));
    return headers;
  }

  private List<SpanData> spans() {
    return exported.getFinishedSpanItems();
  }

  @Test
  void aRawRecordThatNamesNoTraceBeginsOne() {
    var headers = new RecordHeaders();

    tracer.received("logs", 3, 42, headers);

    SpanData root = spans().getFirst();
    assertThat(root.getName()).isEqualTo("receive logs");
    assertThat(root.getKind()).isEqualTo(SpanKind.CONSUMER);
    assertThat(root.getParentSpanContext().isValid()).isFalse();
    assertThat(root.getAttributes().get(AttributeKey.longKey("messaging.kafka.offset")))
        .isEqualTo(42);
    assertThat(TraceContext.of(headers))
        .isEqualTo(new TraceContext(root.getTraceId(), root.getSpanId(), true));
  }

  @Test
  void oneThatNamesATraceIsLeftAsItIs() {
    Headers headers = headers("00-" + TRACE + "-" + SPAN + "-00");

    tracer.received("logs", 0, 0, headers);

    assertThat(spans()).isEmpty();
    assertThat(TraceContext.of(headers)).isEqualTo(new TraceContext(TRACE, SPAN, false));
    try (TraceSpan span = tracer.continued(Kind.CONSUMER, "sanitize", headers)) {
      assertThat(span).isSameAs(TraceSpan.NONE);
    }
  }

  @Test
  void whatIsNotAmongTheShareLeavesNoTrace() {
    try (OtelTracer none = tracer(exported, 0)) {
      var headers = new RecordHeaders();
      none.received("logs", 0, 0, headers);

      assertThat(headers).isEmpty();
      assertThat(spans()).isEmpty();
    }
  }

  @Test
  void aShareOfTheRawRecordsIsTraced() {
    try (OtelTracer some = tracer(exported, 0.1)) {
      int traced = 0;
      for (int i = 0; i < 10_000; i++) {
        var headers = new RecordHeaders();
        some.received("logs", 0, i, headers);
        traced += TraceContext.of(headers) == null ? 0 : 1;
      }
      // Ten standard deviations.
      assertThat(traced).isBetween(700, 1_300);
    }
  }

  @Test
  void whatTheProducerBeganIsContinuedAndPassedOn() {
    var sent = new RecordHeaders();
    try (TraceSpan span =
        tracer.continued(Kind.CONSUMER, "sanitize", headers("00-" + TRACE + "-" + SPAN + "-01"))) {
      span.put(sent);
      try (TraceSpan child = TraceSpan.child("part")) {
        child.failed(new IllegalStateException("jane.roe"));
      }
    }

    SpanData child = spans().getFirst();
    SpanData span = spans().getLast();
    assertThat(span.getTraceId()).isEqualTo(TRACE);
    assertThat(span.getParentSpanId()).isEqualTo(SPAN);
    assertThat(TraceContext.of(sent)).isEqualTo(new TraceContext(TRACE, span.getSpanId(), true));
    assertThat(child.getParentSpanId()).isEqualTo(span.getSpanId());
    assertThat(child.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    // Free text of whoever sent it.
    assertThat(spans().toString()).doesNotContain("jane");
  }

  @Test
  void aBatchIsOneSpanWithLinks() {
    List<Headers> records = new ArrayList<>();
    for (int i = 1; i <= 500; i++) {
      records.add(new RecordHeaders());
      records.add(headers("00-%032x-%016x-01".formatted(i, i)));
      records.add(headers("00-%032x-%016x-00".formatted(1000 + i, i)));
    }

    try (TraceSpan span = tracer.batch("index", records)) {
      assertThat(span.recorded()).isTrue();
    }

    SpanData batch = spans().getFirst();
    assertThat(spans()).hasSize(1);
    assertThat(batch.getTraceId()).isEqualTo("%032x".formatted(1));
    assertThat(batch.getLinks()).hasSize(OtelTracer.MAX_LINKS);
    assertThat(batch.getLinks().getFirst().getSpanContext().getTraceId())
        .isEqualTo("%032x".formatted(2));
    assertThat(batch.getAttributes().get(AttributeKey.longKey("messaging.batch.message_count")))
        .isEqualTo(1_500);
    assertThat(batch.getAttributes().get(AttributeKey.longKey("faultmaven.batch.traced")))
        .isEqualTo(500);
  }

  @Test
  void aBatchOfWhichNothingIsRecordedIsNoSpan() {
    assertThat(tracer.batch("index", List.of(new RecordHeaders()))).isSameAs(TraceSpan.NONE);
  }

  @Test
  void aRequestThatIsNotRecordedSaysSoToWhatItSends() {
    var sent = new RecordHeaders();
    OtelSpan request = tracer.start(Kind.SERVER, "POST", new TraceContext(TRACE, SPAN, false));
    try (TraceSpan child = TraceSpan.child("part")) {
      assertThat(child.recorded()).isFalse();
      TraceSpan.current().put(sent);
    } finally {
      request.close();
    }

    assertThat(TraceContext.of(sent))
        .satisfies(
            context -> {
              assertThat(context.traceId()).isEqualTo(TRACE);
              assertThat(context.sampled()).isFalse();
            });
    assertThat(spans()).isEmpty();
  }
}
