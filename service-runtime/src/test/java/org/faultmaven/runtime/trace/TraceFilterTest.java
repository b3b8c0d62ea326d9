package org.faultmaven.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import jakarta.servlet.FilterChain;
import java.util.List;
import org.faultmaven.contracts.trace.TraceSpan;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.HandlerMapping;

class TraceFilterTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private final InMemorySpanExporter exported = InMemorySpanExporter.create();
  private final TraceFilter filter = new TraceFilter(OtelTracerTest.tracer(exported, 1));
  private final MockHttpServletResponse response = new MockHttpServletResponse();

  private SpanData answered(MockHttpServletRequest request, int status) throws Exception {
    filter.doFilter(
        request,
        response,
        (asked, answer) -> {
          assertThat(TraceSpan.current().recorded()).isTrue();
          response.setStatus(status);
        });
    assertThat(TraceSpan.current()).isSameAs(TraceSpan.NONE);
    List<SpanData> spans = exported.getFinishedSpanItems();
    assertThat(spans).hasSize(1);
    return spans.getFirst();
  }

  @Test
  void aRequestIsCalledByItsRoute() throws Exception {
    var request = new MockHttpServletRequest("GET", "/api/v1/documents/jane.roe");
    request.setQueryString("source=jane.roe");
    request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "/api/v1/documents/{id}");
    request.addHeader("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01");

    SpanData span = answered(request, 200);

    assertThat(span.getName()).isEqualTo("GET /api/v1/documents/{id}");
    assertThat(span.getTraceId()).isEqualTo(TRACE);
    assertThat(span.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
        .isEqualTo(200);
    assertThat(span.toString()).doesNotContain("jane");
  }

  @Test
  void aPathThatNobodyKnowsAndAnInventedMethodStayOut() throws Exception {
    SpanData span = answered(new MockHttpServletRequest("jane.roe", "/jane.roe"), 404);

    assertThat(span.getName()).isEqualTo("HTTP");
    assertThat(span.toString()).doesNotContain("jane");
  }

  @Test
  void whatFailsIsMarked() throws Exception {
    assertThat(
            answered(new MockHttpServletRequest("POST", "/mcp"), 503)
                .getAttributes()
                .get(AttributeKey.stringKey("error.type")))
        .isEqualTo("503");
    FilterChain failing =
        (asked, answer) -> {
          throw new IllegalStateException("jane.roe");
        };
    var request = new MockHttpServletRequest("POST", "/api/v1/questions");

    assertThatThrownBy(() -> filter.doFilter(request, response, failing))
        .isInstanceOf(IllegalStateException.class);

    assertThat(exported.getFinishedSpanItems().getLast().toString())
        .contains("http.response.status_code=500")
        .doesNotContain("jane");
  }

  @Test
  void anAnswerFromAnotherThreadEndsTheSpanWhenItIsWhole() throws Exception {
    var request = new MockHttpServletRequest("POST", "/api/v1/questions");
    request.setAsyncSupported(true);

    filter.doFilter(request, response, (asked, answer) -> request.startAsync());

    assertThat(exported.getFinishedSpanItems()).isEmpty();
    assertThat(TraceSpan.current()).isSameAs(TraceSpan.NONE);
    request.getAsyncContext().complete();
    assertThat(exported.getFinishedSpanItems()).hasSize(1);
  }

  @Test
  void proberAndPrometheusAreNotTraced() throws Exception {
    filter.doFilter(
        new MockHttpServletRequest("GET", "/actuator/prometheus"),
        response,
        (asked, answer) -> assertThat(TraceSpan.current()).isSameAs(TraceSpan.NONE));

    assertThat(exported.getFinishedSpanItems()).isEmpty();
  }
}
