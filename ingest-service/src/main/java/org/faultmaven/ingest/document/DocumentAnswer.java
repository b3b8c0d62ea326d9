package org.faultmaven.ingest.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.faultmaven.contracts.record.DocumentEvent;
import org.faultmaven.contracts.record.DocumentEvent.Stage;
import org.faultmaven.contracts.record.DocumentState;
import org.faultmaven.contracts.record.SanitizedText;
import org.jspecify.annotations.Nullable;

/**
 * A document as the API shows it. Title, source and labels are sanitised, and are gone when the
 * document is.
 *
 * @param stages when each stage was reached
 * @param bytes size of the text as it was accepted
 * @param entities what was masked, by type
 * @param chunks how many entries it became
 * @param coordinate of its first clean piece
 * @param reason why it stopped, and what to do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DocumentAnswer(
    String documentId,
    String status,
    Map<String, Instant> stages,
    @Nullable Long bytes,
    @Nullable String title,
    @Nullable String source,
    @Nullable Map<String, String> labels,
    @Nullable Map<String, Integer> entities,
    @Nullable Integer chunks,
    @Nullable Coordinate coordinate,
    @Nullable String reason,
    Map<String, String> links) {
  /** A place in Kafka. */
  record Coordinate(String topic, int partition, long offset) {}

  /** Where documents are found. */
  static final String PATH = "/api/v1/documents";

  static Map<String, String> linksOf(String id) {
    return Map.of("self", PATH + "/" + id);
  }

  /**
   * @param cleanTopic that coordinates are in
   */
  static DocumentAnswer of(DocumentState document, String cleanTopic) {
    Stage status = document.status();
    DocumentEvent accepted = document.reached(Stage.ACCEPTED);
    boolean deleted = status == Stage.DELETED;
    DocumentEvent sanitized = deleted ? null : document.reached(Stage.SANITIZED);
    DocumentEvent indexed = deleted ? null : document.reached(Stage.INDEXED);
    DocumentEvent quarantined =
        status == Stage.QUARANTINED ? document.reached(Stage.QUARANTINED) : null;
    return new DocumentAnswer(
        document.id(),
        status.label(),
        stages(document),
        accepted == null ? null : accepted.bytes(),
        sanitized == null ? null : text(sanitized.title()),
        sanitized == null ? null : text(sanitized.source()),
        sanitized == null ? null : labels(sanitized),
        sanitized == null ? null : new TreeMap<>(sanitized.counts()),
        indexed == null ? null : indexed.chunks(),
        indexed == null ? null : coordinate(indexed, cleanTopic),
        quarantined == null ? null : quarantined.reason(),
        linksOf(document.id()));
  }

  private static Map<String, Instant> stages(DocumentState document) {
    var stages = new LinkedHashMap<String, Instant>();
    for (Stage stage : Stage.values()) {
      DocumentEvent event =
          stage == Stage.DELETED && document.status() == Stage.DELETED
              ? document.held(stage)
              : document.reached(stage);
      if (event != null) {
        stages.put(stage.label(), event.at());
      }
    }
    return stages;
  }

  private static Map<String, String> labels(DocumentEvent event) {
    var labels = new TreeMap<String, String>();
    event.labels().forEach((name, value) -> labels.put(name.text(), value.text()));
    return labels;
  }

  private static @Nullable Coordinate coordinate(DocumentEvent event, String cleanTopic) {
    Integer partition = event.partition();
    Long offset = event.offset();
    return partition == null || offset == null
        ? null
        : new Coordinate(cleanTopic, partition, offset);
  }

  private static @Nullable String text(@Nullable SanitizedText text) {
    return text == null ? null : text.text();
  }
}
