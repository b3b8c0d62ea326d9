package org.faultmaven.contracts.record;

import java.io.Serial;

/**
 * What was read was written in a format that this version does not know. It is neither skipped nor
 * guessed at: readers of topics and stores wait where it stands, until they are upgraded.
 */
public final class NewerFormatException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /**
   * @param what kind of record it is
   * @param format its format, as it says
   */
  public NewerFormatException(String what, int format) {
    super(
        what
            + " has format "
            + format
            + ", and this version reads up to "
            + RecordFormat.NEWEST
            + ": upgrade this service");
  }
}
