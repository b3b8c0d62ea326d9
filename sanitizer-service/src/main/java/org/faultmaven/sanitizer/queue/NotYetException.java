package org.faultmaven.sanitizer.queue;

import java.io.Serial;

/** A record is not judged yet. Nothing has changed; it is to be handled again later. */
public final class NotYetException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  public NotYetException() {
    // Thrown at each turn of the stream that finds nothing to do: a stack trace tells nothing.
    super("not judged yet", null, false, false);
  }
}
