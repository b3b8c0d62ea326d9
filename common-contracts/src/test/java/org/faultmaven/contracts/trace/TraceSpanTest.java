package org.faultmaven.contracts.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.FutureTask;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.faultmaven.contracts.kit.RecordingTracer;
import org.faultmaven.contracts.kit.RecordingTracer.Ended;
import org.faultmaven.contracts.port.ITracer;
import org.junit.jupiter.api.Test;

class TraceSpanTest {
  private final RecordingTracer tracer = new RecordingTracer();

  @Test
  void whatBeginsMeanwhileIsAPart() {
    try (TraceSpan outer = tracer.begin("outer")) {
      try (TraceSpan inner = TraceSpan.child("inner")) {
        inner.number("size", 3);
        assertThat(TraceSpan.current()).isSameAs(inner);
      }
      assertThat(TraceSpan.current()).isSameAs(outer);
    }

    assertThat(TraceSpan.current()).isSameAs(TraceSpan.NONE);
    assertThat(tracer.ended()).extracting(Ended::name).containsExactly("inner", "outer");
    assertThat(tracer.ended().getFirst().parent()).isEqualTo(tracer.ended().getLast().context());
    assertThat(tracer.ended().getFirst().attributes()).containsEntry("size", 3L);
  }

  @Test
  void outsideOfATraceNothingHappens() {
    var headers = new RecordHeaders();
    try (TraceSpan span = TraceSpan.child("work")) {
      span.number("size", 1).id("id", "x").put(headers);
      span.failed(new IllegalStateException());
      assertThat(span).isSameAs(TraceSpan.NONE);
    }
    ITracer.OFF.received("topic", 0, 0, headers);

    assertThat(headers).isEmpty();
  }

  @Test
  void workIsCarriedToOtherThreads() throws Exception {
    try (TraceSpan outer = tracer.begin("outer")) {
      var work = new FutureTask<>(outer.carried(TraceSpan::current));
      Thread.ofVirtual().start(work);
      assertThat(work.get()).isSameAs(outer);
    }
  }

  @Test
  void whatMightBeContentIsLeftOut() {
    try (TraceSpan span = tracer.begin("work")) {
      span.id("tool", "knowledge_base")
          .id("mail", "jane.roe@example.com")
          .id("question", "why did checkout fail")
          .about("of jane.roe@example.com")
          .about("faultmaven.logs.raw");
      span.failed(new IllegalStateException("jane.roe@example.com"));
    }

    assertThat(tracer.ended())
        .singleElement()
        .satisfies(
            ended -> {
              assertThat(ended.name()).isEqualTo("work faultmaven.logs.raw");
              assertThat(ended.attributes()).containsOnlyKeys("tool");
              assertThat(ended.error()).isEqualTo("IllegalStateException");
            });
  }

  @Test
  void whatIsForgottenIsNotTold() {
    try (TraceSpan span = tracer.begin("work")) {
      span.forget();
    }

    assertThat(tracer.ended()).isEmpty();
    assertThat(TraceSpan.current()).isSameAs(TraceSpan.NONE);
  }

  @Test
  void aSpanThatWasLeftIsFinishedElsewhere() {
    TraceSpan span = tracer.begin("request");
    span.leave();
    assertThat(TraceSpan.current()).isSameAs(TraceSpan.NONE);
    assertThat(tracer.ended()).isEmpty();

    span.finish();

    assertThat(tracer.ended("request")).hasSize(1);
  }
}
