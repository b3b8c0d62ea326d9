package org.faultmaven.query.tool;

import java.time.Duration;
import org.faultmaven.contracts.record.SanitizedText;

/**
 * What came of a call.
 *
 * @param text the result, or what went wrong; sanitised
 * @param status OK, or in what way it failed
 * @param took from the call to its end
 * @param truncated whether the result was cut at {@code tools.max-result}
 * @param callId of the call; empty when none was made
 */
public record ToolOutcome(
    SanitizedText text, Status status, Duration took, boolean truncated, String callId) {
  /** The ways in which a call ends. */
  public enum Status {
    /** With the tool's result. */
    OK,
    /** No tool has that name now. */
    UNKNOWN_TOOL,
    /** The arguments do not fit the tool's schema, or can't be used all the same. */
    BAD_ARGUMENTS,
    /** As many calls of the tool are under way as may be. */
    BUSY,
    /** The tool said that it failed. */
    FAILED,
    /** The tool did not answer before the deadline. */
    TIMED_OUT,
    /** The idempotency key has been used with other arguments. */
    KEY_REUSED
  }

  /** A whole result or a failure of the tool. */
  public ToolOutcome(SanitizedText text, boolean ok, Duration took) {
    this(text, ok ? Status.OK : Status.FAILED, took, false, "");
  }

  public boolean ok() {
    return status == Status.OK;
  }
}
