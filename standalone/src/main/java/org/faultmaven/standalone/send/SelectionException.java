package org.faultmaven.standalone.send;

/** What was named can't be sent. The message says what and what to do. */
public final class SelectionException extends Exception {
  private static final long serialVersionUID = 1L;

  SelectionException(String message) {
    super(message);
  }

  SelectionException(String message, Throwable cause) {
    super(message, cause);
  }
}
