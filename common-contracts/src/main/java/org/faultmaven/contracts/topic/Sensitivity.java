package org.faultmaven.contracts.topic;

/** What a topic may hold, and so who may read it. */
public enum Sensitivity {
  /**
   * Text as it came: read by the sanitizer (and, for dead letters and tools, by the one service
   * that must).
   */
  RAW,
  /** Only what a sanitiser's verdict made. */
  SANITIZED
}
