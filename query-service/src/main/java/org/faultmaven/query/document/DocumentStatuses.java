package org.faultmaven.query.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.DocumentEvent;
import org.faultmaven.contracts.record.DocumentEvent.Stage;
import org.faultmaven.contracts.record.DocumentState;
import org.faultmaven.query.web.Problem;
import org.faultmaven.runtime.topic.TopicFollower;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * The status of every document, from the events of all services. It takes memory for each document
 * whose events stand in the topic.
 */
public final class DocumentStatuses implements TopicFollower.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(DocumentStatuses.class);

  /**
   * Where a document is.
   *
   * @param stages when each stage was reached
   * @param chunks how many entries it became; absent until it is indexed
   * @param reason why it stopped, and what to do; absent unless it did
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Status(
      String documentId,
      String status,
      Map<String, Instant> stages,
      @Nullable Integer chunks,
      @Nullable String reason) {}

  private volatile BooleanSupplier ready = () -> true;
  private final Map<String, DocumentState> documents = new ConcurrentHashMap<>();

  /**
   * @param known whether all events that stood in the topic at the start have been read
   */
  void readyWhen(BooleanSupplier known) {
    ready = known;
  }

  /**
   * @throws ErrorResponseException 404 when it is unknown
   * @throws BackendException retryable, when it is unknown and not all is read yet
   */
  public Status of(String id) {
    DocumentState document = documents.get(id);
    if (document == null && !ready.getAsBoolean()) {
      throw new BackendException("The documents' events are still being read", true);
    }
    if (document == null) {
      throw Problem.of(
          HttpStatus.NOT_FOUND,
          "No such document",
          "No document with this id was accepted here. Use the documentId that the upload was"
              + " answered with.");
    }
    Stage status = document.status();
    var stages = new TreeMap<String, Instant>();
    for (Stage stage : Stage.values()) {
      DocumentEvent event =
          stage == Stage.DELETED && status == Stage.DELETED
              ? document.held(stage)
              : document.reached(stage);
      if (event != null) {
        stages.put(stage.label(), event.at());
      }
    }
    DocumentEvent indexed = document.reached(Stage.INDEXED);
    DocumentEvent quarantined = document.reached(Stage.QUARANTINED);
    return new Status(
        id,
        status.label(),
        stages,
        status == Stage.INDEXED && indexed != null ? indexed.chunks() : null,
        status == Stage.QUARANTINED && quarantined != null ? quarantined.reason() : null);
  }

  @Override
  public void record(ConsumerRecord<byte[], byte[]> record, boolean old) {
    if (record.value() == null) {
      forget(record);
      return;
    }
    try {
      DocumentEvent event = DocumentEvent.fromSanitizedTopic(record.value());
      documents.compute(
          event.documentId(),
          (id, known) -> {
            DocumentState before = known == null ? new DocumentState(id, Map.of()) : known;
            return before.isNews(event.stage(), record.offset())
                ? before.with(event, record.offset())
                : before;
          });
    } catch (IllegalArgumentException e) {
      LOG.warn("an event of a document at offset {} can't be read", record.offset());
    }
  }

  private void forget(ConsumerRecord<byte[], byte[]> record) {
    String key = record.key() == null ? "" : new String(record.key(), UTF_8);
    int slash = key.indexOf('/');
    if (slash > 0) {
      documents.remove(key.substring(0, slash));
    }
  }
}
