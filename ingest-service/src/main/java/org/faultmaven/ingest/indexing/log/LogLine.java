package org.faultmaven.ingest.indexing.log;

import java.time.Instant;
import java.util.List;
import org.faultmaven.contracts.record.SanitizedText;
import org.jspecify.annotations.Nullable;

/**
 * One line of a clean record.
 *
 * @param offset of its record
 * @param first 1-based inside the record
 * @param cited the lines as they stand in the record: what a citation opens
 * @param message what is indexed: the line, or an event's message
 * @param shape the message without time, digits and pseudonyms
 * @param at its own time, null when it has none
 * @param continues whether it belongs to the line before it
 */
record LogLine(
    long offset,
    int first,
    List<String> cited,
    SanitizedText message,
    SanitizedText shape,
    @Nullable Instant at,
    boolean continues) {
  int last() {
    return first + cited.size() - 1;
  }

  boolean isBlank() {
    return message.text().isBlank();
  }
}
