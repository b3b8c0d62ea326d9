package org.faultmaven.runtime.trace;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.faultmaven.contracts.trace.TraceContext;
import org.faultmaven.contracts.trace.TraceSpan.Kind;
import org.faultmaven.runtime.web.AnswerEnd;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * A span a request to the API, in the trace that the client's {@code traceparent} names. It is
 * called by the template of the path: paths themselves hold what clients write.
 */
final class TraceFilter extends OncePerRequestFilter {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final String MCP = "/mcp";

  private final OtelTracer tracer;

  TraceFilter(OtelTracer tracer) {
    this.tracer = tracer;
  }

  /** What a prober or Prometheus asks is nobody's work. */
  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getRequestURI().startsWith("/actuator");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "HTTP";
    OtelSpan span =
        tracer.start(
            Kind.SERVER, method, TraceContext.parse(request.getHeader(TraceContext.HEADER)));
    try {
      span.id("http.request.method", method.equals("HTTP") ? "_OTHER" : method);
      chain.doFilter(request, response);
      if (request.isAsyncStarted()) {
        request.getAsyncContext().addListener(new Finishing(span, request, response));
      } else {
        answered(span, request, response.getStatus());
      }
    } catch (IOException | ServletException | RuntimeException e) {
      answered(span, request, HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
      throw e;
    } finally {
      span.leave();
    }
  }

  private static void answered(OtelSpan span, HttpServletRequest request, int status) {
    if (span.recorded()) {
      Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
      String route =
          MCP.equals(request.getRequestURI()) ? MCP : pattern == null ? "" : "" + pattern;
      if (!route.isEmpty()) {
        span.named(route);
      }
      span.number("http.response.status_code", status);
      if (status >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
        span.failed(Integer.toString(status));
      }
    }
    span.finish();
  }

  /** Ends the span of a request whose answer comes from another thread. */
  private record Finishing(OtelSpan span, HttpServletRequest request, HttpServletResponse response)
      implements AnswerEnd {
    @Override
    public void onComplete(AsyncEvent event) {
      answered(span, request, response.getStatus());
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      span.failed("timeout");
    }

    @Override
    public void onError(AsyncEvent event) {
      span.failed("broken_connection");
    }
  }
}
