package org.faultmaven.names;

/** A text on its way: what it is, and what was found of it so far. */
record Job(String text, Decoder decoder) {
  /** Nothing of the text. */
  @Override
  public String toString() {
    return "Job[" + text.length() + " chars]";
  }
}
