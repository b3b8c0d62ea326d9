package org.faultmaven.adapters.call;

import java.io.IOException;
import java.time.Duration;
import org.faultmaven.contracts.port.BackendException;

/** Words for what went wrong with one system, free of content. */
final class Failures {
  private final String system;
  private final String remedy;

  /**
   * @param remedy what to do when it is away, a sentence
   */
  Failures(String system, String remedy) {
    this.system = system;
    this.remedy = remedy;
  }

  CallFailedException of(String operation, Throwable failure) {
    return switch (failure) {
      case CallFailedException known -> known;
      case BackendException known ->
          new CallFailedException(
              known.getClass().getSimpleName(),
              String.valueOf(known.getMessage()),
              known.retryable(),
              new StackOnly(known));
      case IOException _ ->
          new CallFailedException(
              name(failure),
              "%s can't be reached (%s). %s".formatted(system, name(failure), remedy),
              true,
              new StackOnly(failure));
      default ->
          new CallFailedException(
              name(failure),
              "%s: %s failed (%s)".formatted(system, operation, name(failure)),
              false,
              new StackOnly(failure));
    };
  }

  CallFailedException timeout(String operation, Duration limit) {
    return new CallFailedException(
        CallFailedException.TIMEOUT,
        "%s did not answer %s within %d ms. %s"
            .formatted(system, operation, limit.toMillis(), remedy),
        true);
  }

  CallFailedException interrupted(String operation) {
    return new CallFailedException(
        CallFailedException.INTERRUPTED,
        "%s: %s was interrupted".formatted(system, operation),
        true);
  }

  /**
   * @param last the class of the last error
   */
  CallFailedException breakerOpen(String last) {
    return new CallFailedException(
        CallFailedException.BREAKER_OPEN,
        "%s is not asked for a while, since it failed again and again (last: %s). %s"
            .formatted(system, last, remedy),
        true);
  }

  private static String name(Throwable failure) {
    String simple = failure.getClass().getSimpleName();
    return simple.isEmpty() ? failure.getClass().getName() : simple;
  }
}
