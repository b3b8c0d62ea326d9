package org.faultmaven.query.web;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers requests that no controller takes, and so no package's advice sees. Spring itself would
 * quote the header, in the answer and in the log.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
public final class UnmatchedAdvice {
  @ExceptionHandler
  ResponseEntity<ProblemDetail> mediaType(HttpMediaTypeNotSupportedException e) {
    return answer(
        Problem.of(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "The content type is not supported",
            "Send a body of one of these types: " + e.getSupportedMediaTypes() + "."));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> method(HttpRequestMethodNotSupportedException e) {
    return answer(
        Problem.of(
            HttpStatus.METHOD_NOT_ALLOWED,
            "The method is not supported",
            "Use one of these methods: " + e.getSupportedHttpMethods() + "."));
  }

  private static ResponseEntity<ProblemDetail> answer(ErrorResponseException problem) {
    return ResponseEntity.status(problem.getStatusCode()).body(problem.getBody());
  }
}
