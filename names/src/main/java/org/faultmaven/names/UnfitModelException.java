package org.faultmaven.names;

/** A file holds no model that can be computed here; the message says why. */
public final class UnfitModelException extends Exception {
  private static final long serialVersionUID = 1;

  UnfitModelException(String reason) {
    super(reason);
  }
}
