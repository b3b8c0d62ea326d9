package org.faultmaven.standalone.server;

import java.io.Serial;

/** Standalone can't start; the message says why and what to do, and is all that the user needs. */
public final class StartException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  StartException(String message) {
    super(message);
  }
}
