package org.faultmaven.contracts.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is indexed: a chunk of a document, or one message shape of one log source in one window of
 * event time inside one block of the clean partition. Vector store and keyword indexes are views of
 * these.
 *
 * @param id 52 base32 digits: a hash of tenant, coordinates and shape (logs) or document, piece and
 *     chunk
 * @param text the first occurrence, with its stack trace
 * @param shape what is embedded: the head line without timestamp, digits and pseudonyms normalised;
 *     a chunk's own text
 * @param firstAt event time of the first occurrence
 * @param lastAt event time of the last
 * @param count occurrences, 1 for a chunk
 * @param lastSeenOffset the last record of the last occurrence; the citation's {@code lastOffset}
 *     is that of the first
 * @param documentId the document a chunk belongs to, null for logs
 * @param title the document's title, sanitised, null for logs
 */
public record Entry(
    String id,
    Tenant tenant,
    SanitizedText text,
    SanitizedText shape,
    SanitizedText source,
    Instant firstAt,
    Instant lastAt,
    long count,
    long lastSeenOffset,
    Citation citation,
    @Nullable String documentId,
    @Nullable SanitizedText title)
    implements SanitizedValue {

  @Override
  public byte[] toBytes() {
    return RecordJson.write(this);
  }

  /**
   * @throws IllegalArgumentException when the bytes are no entry; says nothing of what they hold
   * @throws NewerFormatException when a later version wrote them
   */
  public static Entry fromSanitizedTopic(byte[] value) {
    return RecordJson.read(value, Entry.class);
  }

  /** Content-free. */
  @Override
  public String toString() {
    return "Entry[" + id + "]";
  }
}
