package org.faultmaven.runtime.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Headers;
import org.faultmaven.contracts.port.ITracer;
import org.faultmaven.contracts.trace.TraceContext;
import org.faultmaven.contracts.trace.TraceSpan;
import org.faultmaven.contracts.trace.TraceSpan.Kind;
import org.jspecify.annotations.Nullable;

/** Traces by OpenTelemetry's SDK. What can't be exported is dropped, and nobody waits for it. */
final class OtelTracer implements ITracer, AutoCloseable {
  /** OpenTelemetry's own limit of a span. */
  static final int MAX_LINKS = 128;

  private static final String RECEIVE = "receive";
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final SdkTracerProvider provider;
  private final Tracer tracer;

  /**
   * @param provider closed with this
   */
  OtelTracer(SdkTracerProvider provider) {
    this.provider = provider;
    this.tracer = provider.get("org.faultmaven");
  }

  @Override
  public void received(String topic, int partition, long offset, Headers headers) {
    if (TraceContext.of(headers) == null) {
      Span root = builder(Kind.CONSUMER, RECEIVE, null).startSpan();
      // Nearly never: the rest is not to cost anything.
      if (root.isRecording()) {
        try (TraceSpan span = OtelSpan.entered(tracer, root, RECEIVE)) {
          span.about(topic)
              .record(topic, partition, offset)
              .word("messaging.operation.type", "receive")
              .put(headers);
        }
      }
    }
  }

  @Override
  public TraceSpan continued(Kind kind, String name, Headers headers) {
    TraceContext parent = TraceContext.of(headers);
    return parent == null || !parent.sampled() ? TraceSpan.NONE : start(kind, name, parent);
  }

  @Override
  public TraceSpan batch(String name, Iterable<Headers> records) {
    SpanBuilder builder = null;
    long count = 0;
    long recorded = 0;
    for (Headers headers : records) {
      count++;
      TraceContext context = TraceContext.of(headers);
      if (context == null || !context.sampled()) {
        continue;
      }
      if (builder == null) {
        builder = builder(Kind.CONSUMER, name, context);
      } else if (recorded <= MAX_LINKS) {
        builder.addLink(remote(context));
      }
      recorded++;
    }
    if (builder == null) {
      return TraceSpan.NONE;
    }
    return OtelSpan.entered(tracer, builder.startSpan(), name)
        .number("messaging.batch.message_count", count)
        .number("faultmaven.batch.traced", recorded);
  }

  /** Begins a span; without parent a trace of its own, once in so many. */
  OtelSpan start(Kind kind, String name, @Nullable TraceContext parent) {
    return OtelSpan.entered(tracer, builder(kind, name, parent).startSpan(), name);
  }

  private SpanBuilder builder(Kind kind, String name, @Nullable TraceContext parent) {
    SpanBuilder builder = tracer.spanBuilder(name).setSpanKind(OtelSpan.of(kind));
    return parent == null
        ? builder.setNoParent()
        : builder.setParent(Context.root().with(Span.wrap(remote(parent))));
  }

  private static SpanContext remote(TraceContext context) {
    return SpanContext.createFromRemoteParent(
        context.traceId(),
        context.spanId(),
        context.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault(),
        TraceState.getDefault());
  }

  /** Sends what it has, for a few seconds at most. */
  @Override
  public void close() {
    var _ = provider.shutdown().join(CLOSE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
