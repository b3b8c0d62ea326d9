package org.faultmaven.runtime.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import org.faultmaven.contracts.trace.TraceContext;
import org.faultmaven.contracts.trace.TraceSpan;

/** A span of OpenTelemetry's. Its children are made by the same tracer. */
final class OtelSpan extends TraceSpan {
  private final Tracer tracer;
  private final Span span;
  private final TraceContext context;
  private final boolean recorded;
  private volatile String name;
  private volatile boolean forgotten;

  private OtelSpan(Tracer tracer, Span span, String name) {
    this.tracer = tracer;
    this.span = span;
    this.name = name;
    SpanContext own = span.getSpanContext();
    this.context = new TraceContext(own.getTraceId(), own.getSpanId(), own.isSampled());
    this.recorded = span.isRecording();
  }

  /** The current one of this thread until it is closed. */
  static OtelSpan entered(Tracer tracer, Span span, String name) {
    var entered = new OtelSpan(tracer, span, name);
    entered.enter();
    return entered;
  }

  static SpanKind of(Kind kind) {
    return switch (kind) {
      case INTERNAL -> SpanKind.INTERNAL;
      case SERVER -> SpanKind.SERVER;
      case CLIENT -> SpanKind.CLIENT;
      case PRODUCER -> SpanKind.PRODUCER;
      case CONSUMER -> SpanKind.CONSUMER;
    };
  }

  @Override
  protected TraceSpan begin(Kind kind, String name) {
    if (!recorded) {
      return NONE;
    }
    Span child =
        tracer
            .spanBuilder(name)
            .setParent(Context.root().with(span))
            .setSpanKind(of(kind))
            .startSpan();
    return entered(tracer, child, name);
  }

  @Override
  public boolean recorded() {
    return recorded;
  }

  @Override
  public TraceContext context() {
    return context;
  }

  @Override
  protected void set(String attribute, long value) {
    var _ = span.setAttribute(attribute, value);
  }

  @Override
  protected void set(String attribute, String value) {
    var _ = span.setAttribute(attribute, value);
  }

  @Override
  protected void append(String word) {
    name = name + " " + word;
    var _ = span.updateName(name);
  }

  /** By the route of a request, which the service's own code writes. */
  void named(String route) {
    append(route);
    set("http.route", route);
  }

  @Override
  protected void fail(String kind) {
    set("error.type", kind);
    var _ = span.setStatus(StatusCode.ERROR);
  }

  @Override
  public void forget() {
    forgotten = true;
  }

  @Override
  protected void end() {
    if (!forgotten) {
      span.end();
    }
  }
}
