package org.faultmaven.query.web;

import java.time.Duration;
import org.faultmaven.contracts.port.BackendException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Makes the problem documents (RFC 9457) of the API: a title, and what is wrong with what to do.
 * Neither ever holds what the client sent.
 */
public final class Problem {
  /** How long a client should wait for a backend that is away. */
  static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private Problem() {}

  public static ErrorResponseException of(HttpStatus status, String title, String detail) {
    ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
    body.setTitle(title);
    return new ErrorResponseException(status, body, null);
  }

  /** 400. */
  public static ErrorResponseException badRequest(String detail) {
    return of(HttpStatus.BAD_REQUEST, "The request is not valid", detail);
  }

  /** 503 with {@code Retry-After} when a later try may succeed, else 500. */
  public static ErrorResponseException of(BackendException e) {
    if (!e.retryable()) {
      return of(HttpStatus.INTERNAL_SERVER_ERROR, "A backend refused", e.getMessage() + ".");
    }
    ErrorResponseException problem =
        of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "A backend is away",
            e.getMessage() + ". Send the request again after the time given.");
    problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(RETRY_AFTER.toSeconds()));
    return problem;
  }
}
