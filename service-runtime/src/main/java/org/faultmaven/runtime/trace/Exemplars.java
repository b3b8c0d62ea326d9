package org.faultmaven.runtime.trace;

import io.prometheus.metrics.tracer.common.SpanContext;
import org.faultmaven.contracts.trace.TraceContext;
import org.faultmaven.contracts.trace.TraceSpan;
import org.jspecify.annotations.Nullable;

/** Ids of the trace that a measured piece of work belongs to. */
final class Exemplars implements SpanContext {
  @Override
  public @Nullable String getCurrentTraceId() {
    TraceContext context = TraceSpan.current().context();
    return context == null ? null : context.traceId();
  }

  @Override
  public @Nullable String getCurrentSpanId() {
    TraceContext context = TraceSpan.current().context();
    return context == null ? null : context.spanId();
  }

  @Override
  public boolean isCurrentSpanSampled() {
    return TraceSpan.current().recorded();
  }

  @Override
  public void markCurrentSpanAsExemplar() {
    TraceSpan.current().word("exemplar", "true");
  }
}
