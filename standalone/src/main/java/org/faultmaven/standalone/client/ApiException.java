package org.faultmaven.standalone.client;

/** A call that gave no answer to use. The message tells a user what is wrong and what to do. */
public final class ApiException extends Exception {
  private static final long serialVersionUID = 1L;

  public ApiException(String message) {
    super(message);
  }

  public ApiException(String message, Throwable cause) {
    super(message, cause);
  }
}
