package org.faultmaven.query.tool;

import java.io.Serial;

/**
 * Arguments that fit their schema and can't be used all the same. The message says what to send
 * instead, and never quotes.
 */
final class UnfitArgumentsException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  UnfitArgumentsException(String message) {
    super(message);
  }
}
