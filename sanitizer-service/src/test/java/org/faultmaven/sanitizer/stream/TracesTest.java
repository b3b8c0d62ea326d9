package org.faultmaven.sanitizer.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import org.faultmaven.contracts.kit.RecordingTracer;
import org.faultmaven.contracts.kit.RecordingTracer.Ended;
import org.faultmaven.contracts.trace.TraceContext;
import org.faultmaven.sanitizer.support.Pipeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trace of a record goes on behind the sanitizer, and nothing else does with it. */
class TracesTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SAMPLED = "00-" + TRACE + "-b7ad6b7169203331-01";
  private static final String UNSAMPLED = "00-" + TRACE + "-b7ad6b7169203331-00";

  private final RecordingTracer tracer = new RecordingTracer();

  @TempDir Path folder;

  @Test
  void theProducersTraceIsContinuedInTheCleanRecord() {
    try (var pipeline = Pipeline.traced(folder, null, tracer)) {
      pipeline.log("k", "line", "traceparent", SAMPLED, "tracestate", "vendor=jane");

      Ended span = tracer.ended("sanitize faultmaven.logs.raw").getFirst();
      assertThat(span.parent()).isEqualTo(TraceContext.parse(SAMPLED));
      assertThat(span.attributes()).containsEntry("messaging.kafka.offset", 0L);
      Pipeline.Out clean = pipeline.cleanLogs().getFirst();
      assertThat(clean.header("traceparent")).isEqualTo(span.context().header());
      assertThat(clean.headerNames()).doesNotContain("tracestate").doesNotHaveDuplicates();
      assertThat(clean.header("fm.entities")).isEmpty();
    }
  }

  @Test
  void aRecordWithoutTraceBeginsOne() {
    try (var pipeline = Pipeline.traced(folder, null, tracer)) {
      pipeline.log("k", "line");

      Ended root = tracer.ended("receive faultmaven.logs.raw").getFirst();
      Ended span = tracer.ended("sanitize faultmaven.logs.raw").getFirst();
      assertThat(root.parent()).isNull();
      assertThat(span.parent()).isEqualTo(root.context());
    }
  }

  @Test
  void whatTheProducerDoesNotRecordIsNotHandedOn() {
    try (var pipeline = Pipeline.traced(folder, null, tracer)) {
      pipeline.log("k", "line", "traceparent", UNSAMPLED);

      assertThat(pipeline.cleanLogs().getFirst().headerNames()).doesNotContain("traceparent");
      assertThat(tracer.ended()).isEmpty();
    }
  }

  /** Digits of anybody's choice would pass unmasked. */
  @Test
  void withoutTracesNoHeaderPasses() {
    try (var pipeline = new Pipeline(folder)) {
      pipeline.log("k", "line");
      pipeline.log("k", "line", "traceparent", "jane.roe@example.com");
      pipeline.log("k", "line", "traceparent", SAMPLED);

      assertThat(pipeline.cleanLogs())
          .hasSize(3)
          .allSatisfy(out -> assertThat(out.headerNames()).doesNotContain("traceparent"));
    }
  }

  @Test
  void whatIsRefusedKeepsItsTraceForAReplay() {
    try (var pipeline = Pipeline.traced(folder, null, tracer)) {
      pipeline.log("k", "POISON", "traceparent", SAMPLED);

      assertThat(pipeline.letters().getFirst().header("traceparent")).isEqualTo(SAMPLED);
    }
  }

  @Test
  void aDocumentIsOneSpanWhateverItsPieces() {
    try (var pipeline = Pipeline.traced(folder, null, tracer)) {
      String id = Pipeline.id("doc");
      for (int piece = 0; piece < 3; piece++) {
        pipeline.document(
            id,
            "text",
            "fm.upload",
            Pipeline.upload(1),
            "fm.piece",
            Integer.toString(piece),
            "fm.pieces",
            "3",
            "fm.source",
            "uploads",
            "traceparent",
            SAMPLED);
      }

      Ended span = tracer.ended("sanitize faultmaven.documents.raw").getFirst();
      assertThat(tracer.ended()).hasSize(1);
      assertThat(pipeline.cleanDocuments())
          .isNotEmpty()
          .allSatisfy(
              out -> assertThat(out.header("traceparent")).isEqualTo(span.context().header()));
      assertThat(pipeline.eventRecords().getLast().header("traceparent"))
          .isEqualTo(span.context().header());
    }
  }

  @Test
  void recordsThatWaitAreJudgedInOneSpanAndSentOnInTheirOwn() {
    var work = new ArrayDeque<Runnable>();
    try (var pipeline = Pipeline.traced(folder, work::add, tracer)) {
      for (int i = 1; i <= 5; i++) {
        pipeline.log("k", "line " + i, "traceparent", "00-%032x-%016x-01".formatted(i, i));
      }
      while (!work.isEmpty() || pipeline.sizeOf("queue") > 0) {
        pipeline.advance(Duration.ofMillis(60));
        while (!work.isEmpty()) {
          work.remove().run();
        }
      }

      Ended batch = tracer.ended("judge").getFirst();
      assertThat(tracer.ended("judge")).hasSizeBetween(1, 2);
      assertThat(batch.context().traceId()).isEqualTo("%032x".formatted(1));
      assertThat(tracer.ended("judge").stream().mapToInt(each -> 1 + each.links().size()).sum())
          .isEqualTo(5);
      assertThat(tracer.ended("sanitize faultmaven.logs.raw"))
          .hasSize(5)
          .extracting(each -> each.context().traceId())
          .doesNotHaveDuplicates();
    }
  }
}
