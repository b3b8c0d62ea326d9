package org.faultmaven.contracts.port;

import java.io.Serial;

/**
 * A backend could not do what it was asked. The message never holds content: no text, no response
 * body, no cause that might quote one.
 */
public class BackendException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final boolean retryable;

  /**
   * @param retryable true when the same call may succeed later: an outage, never the fault of the
   *     item
   */
  public BackendException(String message, boolean retryable) {
    super(message);
    this.retryable = retryable;
  }

  /**
   * @param cause an exception whose message is known to hold no content
   */
  public BackendException(String message, boolean retryable, Throwable cause) {
    super(message, cause);
    this.retryable = retryable;
  }

  public boolean retryable() {
    return retryable;
  }
}
