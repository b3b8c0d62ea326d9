package org.faultmaven.runtime.trace;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/** Counts what becomes of spans that are exported. */
final class TraceExport implements SpanExporter {
  private final SpanExporter exporter;
  private final SpanMeters meters;

  /**
   * @param exporter closed with this
   */
  TraceExport(SpanExporter exporter, SpanMeters meters) {
    this.exporter = exporter;
    this.meters = meters;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    int count = spans.size();
    CompletableResultCode result = exporter.export(spans);
    return result.whenComplete(() -> meters.count(count, result.isSuccess()));
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
