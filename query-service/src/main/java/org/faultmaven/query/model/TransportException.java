package org.faultmaven.query.model;

import java.io.Serial;

/** Carries what went wrong on the way through the library, which declares nothing. */
final class TransportException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  TransportException(Exception cause) {
    super("the transport failed", cause);
  }
}
