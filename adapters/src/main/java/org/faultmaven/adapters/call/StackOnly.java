package org.faultmaven.adapters.call;

import java.io.Serial;

/** Where an exception came from, without its message, which may quote what was sent or received. */
final class StackOnly extends Exception {
  @Serial private static final long serialVersionUID = 1;

  StackOnly(Throwable of) {
    super(of.getClass().getName());
    setStackTrace(of.getStackTrace());
  }
}
