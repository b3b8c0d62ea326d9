package org.faultmaven.contracts.record;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stage that a document reached; the latest of each stage is kept under {@code <id>/<stage>}.
 *
 * @param documentId 52 base32 digits
 * @param at when the stage was reached
 * @param upload which acceptance of the document this belongs to: random, 26 base32 digits. A
 *     re-upload after a deletion starts anew; the stages of the newest acceptance count
 * @param bytes size of the text as accepted, or null when the stage does not know it
 * @param title sanitised; known from SANITIZED on
 * @param source sanitised; known from SANITIZED on
 * @param labels sanitised; known from SANITIZED on
 * @param counts entities masked by type; known from SANITIZED on
 * @param chunks how many entries it became; known at INDEXED
 * @param partition of the clean topic; known from INDEXED on
 * @param offset of the first piece in the clean topic; known from INDEXED on
 * @param reason why it stopped, when QUARANTINED: a class of error and what to do, never content
 * @param idempotencyKey a keyed hash of the client's Idempotency-Key; at ACCEPTED
 */
public record DocumentEvent(
    String documentId,
    Stage stage,
    Instant at,
    String upload,
    @Nullable Long bytes,
    @Nullable SanitizedText title,
    @Nullable SanitizedText source,
    Map<SanitizedText, SanitizedText> labels,
    Map<String, Integer> counts,
    @Nullable Integer chunks,
    @Nullable Integer partition,
    @Nullable Long offset,
    @Nullable String reason,
    @Nullable String idempotencyKey)
    implements SanitizedValue {
  /** In the order they are reached; QUARANTINED and DELETED end the way. */
  public enum Stage {
    ACCEPTED,
    SANITIZED,
    INDEXED,
    QUARANTINED,
    DELETED;

    /** As it stands in keys and in the API. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public DocumentEvent {
    labels = Map.copyOf(labels);
    counts = Map.copyOf(counts);
  }

  /** An event with nothing known but that the stage was reached. */
  public static DocumentEvent of(String documentId, Stage stage, Instant at, String upload) {
    return new DocumentEvent(
        documentId,
        stage,
        at,
        upload,
        null,
        null,
        null,
        Map.of(),
        Map.of(),
        null,
        null,
        null,
        null,
        null);
  }

  /** The key of its record in {@code documents.events}. */
  public String key() {
    return documentId + "/" + stage.label();
  }

  @Override
  public byte[] toBytes() {
    return RecordJson.write(this);
  }

  /**
   * @throws IllegalArgumentException when the bytes are no event; says nothing of what they hold
   * @throws NewerFormatException when a later version wrote them
   */
  public static DocumentEvent fromSanitizedTopic(byte[] value) {
    return RecordJson.read(value, DocumentEvent.class);
  }

  /** Content-free. */
  @Override
  public String toString() {
    return "DocumentEvent[" + key() + "]";
  }
}
