package org.faultmaven.adapters.presidio;

/**
 * A text that Presidio is asked about.
 *
 * @param key a keyed hash of all that the verdict depends on
 */
record Asked(String key, String text) {
  /** Its length only: it is raw. */
  @Override
  public String toString() {
    return "Asked[" + text.length() + " chars]";
  }
}
