package org.faultmaven.ingest.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.DocumentEvent;
import org.faultmaven.contracts.record.DocumentEvent.Stage;
import org.faultmaven.contracts.record.DocumentState;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.contracts.trace.TraceSpan;
import org.faultmaven.ingest.stream.TopicView;
import org.faultmaven.ingest.stream.TransactionalWriter;
import org.faultmaven.ingest.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * Accepts, finds and deletes documents. An acceptance is one transaction: all pieces and the event,
 * or nothing. Equal content is the same document, and each upload of it a new acceptance, unless it
 * repeats the Idempotency-Key of the newest one. Safe for use by many threads; several instances
 * may accept the same key at the very same moment, which makes two acceptances of one document.
 */
final class Documents {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int UPLOAD_ID_BYTES = 16;

  private final Topics topics;
  private final KeyedHash hash;
  private final Clock clock;
  private final TransactionalWriter writer;
  private final DocumentIndex index;
  private final TopicView view;
  private final SecureRandom random = new SecureRandom();
  private final Set<String> keysUnderWay = ConcurrentHashMap.newKeySet();
  private final Counter accepted;
  private final Counter repeated;
  private final Counter deletions;
  private final DistributionSummary sizes;

  /**
   * @param view that feeds {@code index}
   */
  Documents(
      Topics topics,
      KeyedHash hash,
      Clock clock,
      TransactionalWriter writer,
      DocumentIndex index,
      TopicView view,
      MeterRegistry meters) {
    this.topics = topics;
    this.hash = hash;
    this.clock = clock;
    this.writer = writer;
    this.index = index;
    this.view = view;
    this.accepted =
        Counter.builder("faultmaven.uploads.accepted")
            .description("Uploads accepted")
            .register(meters);
    this.repeated =
        Counter.builder("faultmaven.uploads.repeated")
            .description("Uploads that repeated an Idempotency-Key and were accepted before")
            .register(meters);
    this.deletions =
        Counter.builder("faultmaven.documents.deletions")
            .description("Deletions of documents asked for")
            .register(meters);
    this.sizes =
        DistributionSummary.builder("faultmaven.uploads.size")
            .description("Text of accepted uploads")
            .baseUnit("bytes")
            .register(meters);
  }

  /**
   * Accepts a document, or finds that this very request was accepted before.
   *
   * @param idempotencyKey the client's, raw; null when it sent none
   * @return the document's id
   * @throws ErrorResponseException 409 while a request with the same key is under way, 422 when the
   *     key was used for another document
   * @throws BackendException when Kafka does not take it; nothing is half accepted
   */
  String accept(Upload upload, @Nullable String idempotencyKey) {
    String id = hash.of("document", topics.tenant(), upload.sent());
    if (idempotencyKey == null) {
      write(id, upload, null);
      return id;
    }
    String key = hash.of("idempotency", topics.tenant(), idempotencyKey);
    if (!keysUnderWay.add(key)) {
      throw Problem.of(
          HttpStatus.CONFLICT,
          "A request with this Idempotency-Key is under way",
          "Wait for its answer, or send the request again shortly.");
    }
    try {
      // A retry may come to another instance than the first try did.
      view.awaitEnd(PATIENCE);
      Optional<String> known = index.findByIdempotencyKey(key);
      if (known.isEmpty()) {
        write(id, upload, key);
      } else if (known.get().equals(id)) {
        repeated.increment();
      } else {
        throw Problem.of(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "This Idempotency-Key was used for another document",
            "Use a new key for each document, and the same key only to send the same one again.");
      }
      return id;
    } finally {
      keysUnderWay.remove(key);
    }
  }

  /**
   * The document as Kafka knows it now; while Kafka does not answer, as it was known last.
   *
   * @throws BackendException retryable, when Kafka does not answer and the document is unknown: it
   *     may have been accepted elsewhere
   */
  Optional<DocumentState> find(String id) {
    if (!KeyedHash.FORM.matcher(id).matches()) {
      return Optional.empty();
    }
    try {
      view.awaitEnd(PATIENCE);
    } catch (BackendException e) {
      Optional<DocumentState> known = index.find(id);
      if (known.isEmpty()) {
        throw e;
      }
      return known;
    }
    return index.find(id);
  }

  /**
   * The newest first, as {@link #find} knows them.
   *
   * @throws BackendException retryable, while the documents are still being read at the start
   */
  List<DocumentState> list(@Nullable Stage status, @Nullable String source) {
    view.refresh(PATIENCE);
    return index.list(status, source);
  }

  /**
   * Sends a tombstone after the document. Deleting what is deleted already changes nothing; the
   * tombstone names the acceptance that it was meant for.
   *
   * @return false when the document is unknown
   * @throws BackendException when Kafka does not take it
   */
  boolean delete(String id) {
    Optional<DocumentState> document = find(id);
    if (document.isEmpty()) {
      return false;
    }
    Headers headers = new RecordHeaders();
    TopicHeaders.put(headers, TopicHeaders.UPLOAD, document.get().upload());
    TraceSpan.current().put(headers);
    writer.write(
        List.of(
            new ProducerRecord<>(
                topics.rawDocuments().name(), null, null, id.getBytes(UTF_8), null, headers)));
    deletions.increment();
    return true;
  }

  private void write(String id, Upload upload, @Nullable String idempotencyKey) {
    DocumentEvent event = accepted(id, upload, idempotencyKey);
    index.add(event, send(id, event, upload).offset());
    accepted.increment();
    sizes.record(upload.text().length);
  }

  /** All of it, in the trace of the request. */
  private RecordMetadata send(String id, DocumentEvent event, Upload upload) {
    try (TraceSpan span = TraceSpan.child(TraceSpan.Kind.PRODUCER, "send")) {
      List<ProducerRecord<byte[], byte[]>> records = pieces(id, event.upload(), upload);
      records.add(topics.documentEvents().record(null, event.key(), event, new RecordHeaders()));
      records.forEach(record -> TraceSpan.current().put(record.headers()));
      String topic = topics.rawDocuments().name();
      span.about(topic)
          .topic(topic)
          .id("faultmaven.document.id", id)
          .number("faultmaven.document.pieces", records.size() - 1L)
          .number("messaging.message.body.size", upload.text().length);
      return writer.write(records).getLast();
    }
  }

  private DocumentEvent accepted(String id, Upload upload, @Nullable String idempotencyKey) {
    byte[] acceptance = new byte[UPLOAD_ID_BYTES];
    random.nextBytes(acceptance);
    return new DocumentEvent(
        id,
        Stage.ACCEPTED,
        clock.instant(),
        KeyedHash.base32(acceptance),
        (long) upload.text().length,
        null,
        null,
        Map.of(),
        Map.of(),
        null,
        null,
        null,
        null,
        idempotencyKey);
  }

  private List<ProducerRecord<byte[], byte[]>> pieces(String id, String acceptance, Upload upload) {
    List<byte[]> pieces = Pieces.of(upload.text());
    var records = new ArrayList<ProducerRecord<byte[], byte[]>>(pieces.size() + 1);
    for (int piece = 0; piece < pieces.size(); piece++) {
      Headers headers = new RecordHeaders();
      TopicHeaders.put(headers, TopicHeaders.UPLOAD, acceptance);
      TopicHeaders.put(headers, TopicHeaders.PIECE, Integer.toString(piece));
      TopicHeaders.put(headers, TopicHeaders.PIECES, Integer.toString(pieces.size()));
      describe(headers, upload);
      records.add(
          new ProducerRecord<>(
              topics.rawDocuments().name(),
              null,
              null,
              id.getBytes(UTF_8),
              pieces.get(piece),
              headers));
    }
    return records;
  }

  private static void describe(Headers headers, Upload upload) {
    TopicHeaders.put(headers, TopicHeaders.SOURCE, upload.source());
    String title = upload.title();
    if (title != null) {
      TopicHeaders.put(headers, TopicHeaders.TITLE, title);
    }
    if (upload.outlined()) {
      TopicHeaders.put(headers, TopicHeaders.OUTLINE, TopicHeaders.MARKDOWN);
    }
    String occurredAt = upload.description().occurredAt();
    if (occurredAt != null) {
      TopicHeaders.put(headers, TopicHeaders.OCCURRED_AT, occurredAt);
    }
    upload
        .description()
        .labels()
        .forEach((name, value) -> TopicHeaders.put(headers, TopicHeaders.LABEL + name, value));
  }
}
