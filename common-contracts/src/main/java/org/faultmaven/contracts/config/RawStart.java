package org.faultmaven.contracts.config;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * Where the sanitizer begins with a raw log topic that it never read. Documents are always read
 * from the earliest: they were all accepted by this installation.
 */
public sealed interface RawStart {
  /** With the oldest record that is kept. */
  record Earliest() implements RawStart {}

  /** With the next record that is produced. */
  record Latest() implements RawStart {}

  /** With the first record whose Kafka time is not before this. */
  record From(Instant time) implements RawStart {}

  /**
   * @throws DateTimeParseException when it is none of {@code earliest}, {@code latest} and a time
   *     in ISO 8601, UTC
   */
  static RawStart parse(String text) {
    return switch (text) {
      case "earliest" -> new Earliest();
      case "latest" -> new Latest();
      default -> new From(Instant.parse(text));
    };
  }

  static boolean isValid(String text) {
    try {
      parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
