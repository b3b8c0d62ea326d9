package org.faultmaven.ingest.web;

import org.faultmaven.contracts.port.BackendException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/**
 * Answers what this service's controllers throw with a problem document. Not one of Spring's
 * handlers: Spring Boot leaves its own out when it finds one, for every controller of the process.
 */
@RestControllerAdvice(basePackages = "org.faultmaven.ingest")
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class ProblemAdvice {
  @ExceptionHandler
  ResponseEntity<ProblemDetail> problem(ErrorResponseException e) {
    return ResponseEntity.status(e.getStatusCode()).headers(e.getHeaders()).body(e.getBody());
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> backend(BackendException e) {
    return problem(Problem.of(e));
  }

  /** Spring's own detail quotes the value. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> wrongType(MethodArgumentTypeMismatchException e) {
    return problem(
        Problem.of(
            HttpStatus.BAD_REQUEST,
            "A parameter has the wrong form",
            "The parameter " + e.getName() + " must be a whole number."));
  }
}
