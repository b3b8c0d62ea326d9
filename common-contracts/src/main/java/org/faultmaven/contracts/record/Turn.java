package org.faultmaven.contracts.record;

import java.time.Instant;

/**
 * One question with its answer, as kept in a session's {@code investigation_history}.
 *
 * @param answer the answer as JSON, sanitised
 */
public record Turn(Instant at, SanitizedText question, SanitizedText answer) {
  /** JSON, for a session store. */
  public byte[] toBytes() {
    return RecordJson.write(this);
  }

  /**
   * What a session store holds, which took nothing but turns.
   *
   * @throws IllegalArgumentException when the bytes are no turn; says nothing of what they hold
   * @throws NewerFormatException when a later version wrote them
   */
  public static Turn fromSanitizedStore(byte[] value) {
    return RecordJson.read(value, Turn.class);
  }

  /** Content-free. */
  @Override
  public String toString() {
    return "Turn[" + at + "]";
  }
}
