package org.faultmaven.sanitizer.log;

import org.faultmaven.contracts.record.Receipt;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.sanitizer.outlet.CleanHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A log record as it goes on.
 *
 * @param key a keyed hash of the raw key, or null as that was
 * @param headers all but its number in the partition
 * @param rawBytes size of the raw value
 */
record CleanLog(
    @Nullable String key,
    SanitizedText text,
    CleanHeaders headers,
    Receipt receipt,
    long rawBytes) {
  /** Content-free. */
  @Override
  public String toString() {
    return "CleanLog[" + rawBytes + " raw bytes]";
  }
}
