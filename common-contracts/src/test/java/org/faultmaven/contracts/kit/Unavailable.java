package org.faultmaven.contracts.kit;

import org.junit.jupiter.api.Assumptions;

/** What to do without a server that a test needs. */
public final class Unavailable {
  private Unavailable() {}

  /**
   * Ends the test as skipped, with the reason; as failed where {@code CI} is {@code true}: nothing
   * may be skipped there.
   *
   * @return nothing, ever
   */
  public static IllegalStateException because(String reason) {
    if (Boolean.parseBoolean(System.getenv("CI"))) {
      return new IllegalStateException(reason + " (and CI=true skips nothing)");
    }
    Assumptions.abort(reason);
    return new IllegalStateException("not reached");
  }
}
