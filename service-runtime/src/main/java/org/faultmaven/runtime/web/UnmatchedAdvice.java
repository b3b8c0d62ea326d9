package org.faultmaven.runtime.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.multipart.MultipartException;

/**
 * Answers requests that no controller takes, and what no service's own advice knows. Spring itself
 * would quote the request, in the answer and in the log.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
public final class UnmatchedAdvice {
  private static final Logger LOG = LoggerFactory.getLogger(UnmatchedAdvice.class);

  @ExceptionHandler
  void mediaType(HttpMediaTypeNotSupportedException e, HttpServletResponse response)
      throws IOException {
    headers(e.getHeaders(), response);
    ProblemResponse.write(
        response,
        ProblemResponse.of(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE.value(),
            "The content type is not supported",
            "Send a body of one of these types: " + e.getSupportedMediaTypes() + "."));
  }

  @ExceptionHandler
  void method(HttpRequestMethodNotSupportedException e, HttpServletResponse response)
      throws IOException {
    headers(e.getHeaders(), response);
    ProblemResponse.write(
        response,
        ProblemResponse.of(
            HttpStatus.METHOD_NOT_ALLOWED.value(),
            "The method is not supported",
            "Use one of these methods: " + e.getSupportedHttpMethods() + "."));
  }

  /** A form without its boundary, or parameters that can't be decoded. */
  @ExceptionHandler({MultipartException.class, InvalidParameterException.class})
  void form(HttpServletResponse response) throws IOException {
    ProblemResponse.write(response, ProblemResponse.of(HttpStatus.BAD_REQUEST.value()));
  }

  /** The client has left. */
  @ExceptionHandler
  void gone(AsyncRequestNotUsableException e) {
    LOG.debug("A client left before its answer was whole");
  }

  @ExceptionHandler
  void other(Exception e, HttpServletResponse response) throws IOException {
    ProblemDetail problem = ProblemResponse.of(HttpStatus.INTERNAL_SERVER_ERROR.value());
    if (e instanceof ErrorResponse known) {
      headers(known.getHeaders(), response);
      problem = ProblemResponse.of(known.getStatusCode().value());
    }
    if (problem.getStatus() == HttpStatus.INTERNAL_SERVER_ERROR.value()) {
      // Its message may hold what was sent.
      LOG.error("A request failed with {} at {}", cause(e).getClass().getName(), place(cause(e)));
    }
    ProblemResponse.write(response, problem);
  }

  private static void headers(HttpHeaders headers, HttpServletResponse response) {
    headers.forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
  }

  private static Throwable cause(Throwable e) {
    return e.getCause() == null ? e : cause(e.getCause());
  }

  private static String place(Throwable e) {
    StackTraceElement[] stack = e.getStackTrace();
    return stack.length == 0 ? "an unknown place" : stack[0].toString();
  }
}
