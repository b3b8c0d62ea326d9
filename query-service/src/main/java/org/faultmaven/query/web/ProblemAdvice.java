package org.faultmaven.query.web;

import org.faultmaven.contracts.port.BackendException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers whatever this service's controllers throw with a problem document. */
@RestControllerAdvice(basePackages = "org.faultmaven.query")
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class ProblemAdvice extends ResponseEntityExceptionHandler {
  @ExceptionHandler
  @Nullable ResponseEntity<Object> backend(BackendException e, WebRequest request)
      throws Exception {
    return handleException(Problem.of(e), request);
  }

  /** Spring's own detail quotes the value. */
  @Override
  protected @Nullable ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    ErrorResponseException problem =
        Problem.badRequest("The parameter " + e.getPropertyName() + " must be a whole number.");
    return handleExceptionInternal(
        problem, problem.getBody(), problem.getHeaders(), problem.getStatusCode(), request);
  }
}
