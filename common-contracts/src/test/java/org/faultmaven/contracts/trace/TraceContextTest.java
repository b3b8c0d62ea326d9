package org.faultmaven.contracts.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";

  @Test
  void readsWhatItWrites() {
    var context = new TraceContext(TRACE, SPAN, true);
    var headers = new RecordHeaders();
    headers.add("traceparent", "what it was before".getBytes(UTF_8));

    context.put(headers);

    assertThat(headers.headers("traceparent")).hasSize(1);
    assertThat(TraceContext.of(headers)).isEqualTo(context);
    assertThat(context.header()).isEqualTo("00-" + TRACE + "-" + SPAN + "-01");
  }

  @Test
  void ofTheFlagsOnlySampledCounts() {
    assertThat(TraceContext.parse("00-" + TRACE + "-" + SPAN + "-03"))
        .isEqualTo(new TraceContext(TRACE, SPAN, true));
    assertThat(TraceContext.parse("00-" + TRACE + "-" + SPAN + "-02"))
        .isEqualTo(new TraceContext(TRACE, SPAN, false));
  }

  @Test
  void aLaterVersionMayHaveMore() {
    assertThat(TraceContext.parse("01-" + TRACE + "-" + SPAN + "-01-more"))
        .isEqualTo(new TraceContext(TRACE, SPAN, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "jane.roe@example.com",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01more",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331"
      })
  void anythingElseNamesNoTrace(String header) {
    assertThat(TraceContext.parse(header)).isNull();
  }

  @Test
  void aLongHeaderIsNotLookedAt() {
    var headers = new RecordHeaders();
    headers.add("traceparent", new byte[1 << 20]);

    assertThat(TraceContext.of(headers)).isNull();
  }

  @Test
  void aHeaderWithoutValueNamesNoTrace() {
    var headers = new RecordHeaders();
    headers.add("traceparent", null);

    assertThat(TraceContext.of(headers)).isNull();
  }
}
