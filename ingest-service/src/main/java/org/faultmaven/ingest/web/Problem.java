package org.faultmaven.ingest.web;

import java.time.Duration;
import org.faultmaven.contracts.port.BackendException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Makes the problem documents (RFC 9457) of the API: a title, and what is wrong with what to do.
 * Neither ever holds content.
 */
public final class Problem {
  /** How long a client should wait for a backend that is away. */
  static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private Problem() {}

  public static ErrorResponseException of(HttpStatus status, String title, String detail) {
    return new ErrorResponseException(status, body(status, title, detail), null);
  }

  /** 503 with {@code Retry-After}. */
  public static ErrorResponseException away(String title, String detail) {
    ErrorResponseException problem = of(HttpStatus.SERVICE_UNAVAILABLE, title, detail);
    problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(RETRY_AFTER.toSeconds()));
    return problem;
  }

  /** 503 when a later try may succeed, else 500: the message of the exception is content-free. */
  public static ErrorResponseException of(BackendException e) {
    String said = String.valueOf(e.getMessage());
    return e.retryable()
        ? away("A backend is away", said + ". Send the request again after the time given.")
        : of(HttpStatus.INTERNAL_SERVER_ERROR, "A backend refused", said + ".");
  }

  private static ProblemDetail body(HttpStatus status, String title, String detail) {
    ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
    body.setTitle(title);
    return body;
  }
}
