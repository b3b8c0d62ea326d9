package org.faultmaven.ingest.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.faultmaven.contracts.record.DocumentEvent;
import org.faultmaven.contracts.record.DocumentEvent.Stage;
import org.faultmaven.contracts.record.DocumentState;
import org.faultmaven.ingest.stream.TopicView;
import org.jspecify.annotations.Nullable;

/**
 * Every document of {@code documents.events}, and the Idempotency-Keys of their newest acceptances,
 * in memory. Reading an event again changes nothing. Safe for use by many threads.
 */
final class DocumentIndex implements TopicView.Reader {
  private final ConcurrentHashMap<String, DocumentState> documents = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, String> idByIdempotencyKey = new ConcurrentHashMap<>();

  @Override
  public void read(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    if (value == null) {
      forget(new String(record.key(), UTF_8));
    } else {
      add(DocumentEvent.fromSanitizedTopic(value), record.offset());
    }
  }

  /**
   * @param offset where the event stands in its partition
   */
  void add(DocumentEvent event, long offset) {
    documents.compute(
        event.documentId(),
        (id, known) -> {
          DocumentState before = known == null ? new DocumentState(id, Map.of()) : known;
          if (!before.isNews(event.stage(), offset)) {
            return before;
          }
          if (event.stage() == Stage.ACCEPTED) {
            moveIdempotencyKey(before.held(Stage.ACCEPTED), event);
          }
          return before.with(event, offset);
        });
  }

  private void moveIdempotencyKey(@Nullable DocumentEvent before, DocumentEvent after) {
    if (before != null && before.idempotencyKey() != null) {
      idByIdempotencyKey.remove(before.idempotencyKey(), before.documentId());
    }
    if (after.idempotencyKey() != null) {
      idByIdempotencyKey.put(after.idempotencyKey(), after.documentId());
    }
  }

  private void forget(String key) {
    int slash = key.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("not the key of an event");
    }
    Stage stage = Stage.valueOf(key.substring(slash + 1).toUpperCase(Locale.ROOT));
    documents.computeIfPresent(
        key.substring(0, slash),
        (id, known) -> {
          DocumentEvent event = known.held(stage);
          if (stage == Stage.ACCEPTED && event != null && event.idempotencyKey() != null) {
            idByIdempotencyKey.remove(event.idempotencyKey(), id);
          }
          var left = new EnumMap<Stage, DocumentState.Held>(Stage.class);
          left.putAll(known.stages());
          left.remove(stage);
          return left.isEmpty() ? null : new DocumentState(id, left);
        });
  }

  Optional<DocumentState> find(String id) {
    return Optional.ofNullable(documents.get(id));
  }

  /** The document whose newest acceptance came with that key, given as its keyed hash. */
  Optional<String> findByIdempotencyKey(String hash) {
    return Optional.ofNullable(idByIdempotencyKey.get(hash));
  }

  /**
   * The newest first.
   *
   * @param status null for any
   * @param source exactly, null for any
   */
  List<DocumentState> list(@Nullable Stage status, @Nullable String source) {
    var found = new ArrayList<DocumentState>();
    for (DocumentState document : documents.values()) {
      if ((status == null || document.status() == status)
          && (source == null || source.equals(sourceOf(document)))) {
        found.add(document);
      }
    }
    found.sort(
        Comparator.comparing(DocumentState::since).reversed().thenComparing(DocumentState::id));
    return found;
  }

  private static @Nullable String sourceOf(DocumentState document) {
    DocumentEvent sanitized = document.reached(Stage.SANITIZED);
    return sanitized == null || sanitized.source() == null || document.status() == Stage.DELETED
        ? null
        : sanitized.source().text();
  }
}
