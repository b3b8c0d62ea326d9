package org.faultmaven.runtime;

import java.io.Serial;
import org.faultmaven.contracts.port.BackendException;

/** It can't start; the message says why and what to do, and is all that the user needs. */
public final class StartException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  public StartException(String message) {
    super(message);
  }

  /**
   * What the user should read: a word of ours, or what a backend was asked in vain at the start, or
   * the failure itself.
   */
  public static RuntimeException in(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StartException start) {
        return start;
      }
      if (cause instanceof BackendException backend) {
        return new StartException(backend.getMessage() + ".");
      }
    }
    return failure;
  }
}
