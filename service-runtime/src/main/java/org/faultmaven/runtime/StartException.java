package org.faultmaven.runtime;

import java.io.Serial;

/** It can't start; the message says why and what to do, and is all that the user needs. */
public final class StartException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  public StartException(String message) {
    super(message);
  }

  /** What the user should read: the innermost word of ours, or the failure itself. */
  public static RuntimeException in(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StartException start) {
        return start;
      }
    }
    return failure;
  }
}
