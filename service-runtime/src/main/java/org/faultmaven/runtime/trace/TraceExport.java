package org.faultmaven.runtime.trace;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;

/**
 * Exports spans in batches, on a thread of its own, and counts what becomes of them. Whoever ends a
 * span never waits: what doesn't fit into the queue is dropped.
 */
final class TraceExport implements SpanProcessor {
  private static final Duration DELAY = Duration.ofSeconds(2);
  private static final int QUEUE = 8_192;

  private final BatchSpanProcessor batches;
  private final SpanMeters meters;

  /**
   * @param exporter closed with this
   */
  TraceExport(SpanExporter exporter, SpanMeters meters) {
    this.meters = meters;
    this.batches =
        BatchSpanProcessor.builder(new Counted(exporter, meters))
            .setScheduleDelay(DELAY)
            .setMaxQueueSize(QUEUE)
            .build();
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (span.getSpanContext().isSampled()) {
      meters.recorded();
    }
    batches.onEnd(span);
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  @Override
  public CompletableResultCode shutdown() {
    return batches.shutdown();
  }

  @Override
  public CompletableResultCode forceFlush() {
    return batches.forceFlush();
  }

  private record Counted(SpanExporter exporter, SpanMeters meters) implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      int count = spans.size();
      CompletableResultCode result = exporter.export(spans);
      return result.whenComplete(() -> meters.exported(count, result.isSuccess()));
    }

    @Override
    public CompletableResultCode flush() {
      return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
      return exporter.shutdown();
    }
  }
}
