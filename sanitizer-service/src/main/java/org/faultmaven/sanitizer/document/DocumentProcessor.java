package org.faultmaven.sanitizer.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.DocumentEvent;
import org.faultmaven.contracts.record.DocumentEvent.Stage;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.SanitizerCounts;
import org.faultmaven.contracts.record.Verdict;
import org.faultmaven.contracts.topic.QuarantineReason;
import org.faultmaven.contracts.topic.SanitizedTopic;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.sanitizer.format.RefusedException;
import org.faultmaven.sanitizer.format.Utf8;
import org.faultmaven.sanitizer.ledger.Ledger;
import org.faultmaven.sanitizer.ledger.Quarantined;
import org.faultmaven.sanitizer.stream.Judge;
import org.faultmaven.sanitizer.stream.Outgoing;
import org.faultmaven.sanitizer.stream.Receipts;
import org.faultmaven.sanitizer.stream.Sinks;
import org.jspecify.annotations.Nullable;

/**
 * Holds pieces until a document is complete, then judges it as a whole: a secret may straddle two
 * pieces.
 */
public final class DocumentProcessor implements Processor<byte[], byte[], byte[], Outgoing> {
  private static final String KIND = "document";

  private final Judge judge;
  private final Receipts receipts;
  private final Clock clock;
  private @Nullable Stores stores;

  private record Stores(
      ProcessorContext<byte[], Outgoing> context,
      Ledger ledger,
      Quarantined quarantined,
      DocumentStates states,
      HeldPieces pieces) {}

  public DocumentProcessor(Judge judge, Clock clock) {
    this.judge = judge;
    this.receipts = new Receipts(judge);
    this.clock = clock;
  }

  @Override
  public void init(ProcessorContext<byte[], Outgoing> context) {
    stores =
        new Stores(
            context,
            new Ledger(context.getStateStore(Ledger.STORE)),
            new Quarantined(context.getStateStore(Quarantined.STORE)),
            new DocumentStates(context.getStateStore(DocumentStates.STORE)),
            new HeldPieces(context.getStateStore(HeldPieces.STORE)));
  }

  @Override
  public void process(Record<byte[], byte[]> raw) {
    Stores stores = Objects.requireNonNull(this.stores, "init comes before process");
    RecordMetadata from = Sinks.origin(stores.context);
    if (raw.value() == null) {
      if (raw.key() == null) {
        stores.ledger.count(from, before -> before);
      } else {
        delete(stores, from, raw);
      }
      return;
    }
    hold(stores, from, PieceHeader.of(raw, judge), raw);
  }

  private void hold(
      Stores stores, RecordMetadata from, PieceHeader header, Record<byte[], byte[]> raw) {
    DocumentState state = stores.states.get(header.documentId());
    String upload = header.upload();
    boolean begins = !state.open().containsKey(upload);
    Optional<String> replayOf = stores.quarantined.takeReplayed(raw.headers(), from);
    boolean replay =
        begins
            && replayOf.filter(part -> part.equals(header.documentId() + "/" + upload)).isPresent();
    var held = new HeldPiece(Quarantined.origin(from), raw.key(), raw.headers(), raw.value());
    boolean isNew = stores.pieces.hold(header.documentId(), upload, header.piece(), held);
    int count = state.open().getOrDefault(upload, 0) + (isNew ? 1 : 0);
    state = (replay ? state.released() : state).holding(upload, count);
    stores.states.put(header.documentId(), state);
    stores.ledger.count(
        from,
        before -> begins ? Ledger.plus(before, replay ? 0 : 1, replay ? -1 : 0, 0, 1, 0) : before);
    if (!header.fits()) {
      refuse(stores, from, header, state, QuarantineReason.INCOMPLETE, raw.timestamp());
    } else if (count == header.pieces()) {
      complete(stores, from, header, state, raw.timestamp());
    }
  }

  private void complete(
      Stores stores, RecordMetadata from, PieceHeader header, DocumentState state, long timestamp) {
    List<HeldPiece> pieces =
        stores.pieces.of(header.documentId(), header.upload(), header.pieces());
    try {
      if (pieces.size() != header.pieces()) {
        throw new RefusedException(QuarantineReason.INCOMPLETE);
      }
      byte[] value = join(pieces);
      Verdict verdict = judged(Utf8.decode(value));
      stores.pieces.take(header.documentId(), header.upload());
      forward(stores, from, header, state, value, verdict, pieces.getFirst().headers(), timestamp);
    } catch (RefusedException e) {
      refuse(stores, from, header, state, e.reason(), timestamp);
    }
  }

  private static byte[] join(List<HeldPiece> pieces) {
    var whole = new ByteArrayOutputStream();
    pieces.forEach(piece -> whole.writeBytes(piece.value()));
    return whole.toByteArray();
  }

  private Verdict judged(String text) throws RefusedException {
    try {
      return judge
          .sanitizer()
          .sanitize(judge.tenant(), List.of(Fragment.of(text)), judge.policy())
          .getFirst();
    } catch (BackendException e) {
      if (e.retryable()) {
        throw e;
      }
      throw new RefusedException(QuarantineReason.NOT_JUDGED);
    } catch (RuntimeException e) {
      // A rule failed on this text. Its message may quote the text, so that only the reason goes
      // on.
      throw new RefusedException(QuarantineReason.NOT_JUDGED);
    }
  }

  private void forward(
      Stores stores,
      RecordMetadata from,
      PieceHeader header,
      DocumentState state,
      byte[] value,
      Verdict verdict,
      Headers raw,
      long timestamp) {
    List<SanitizedText> clean = CleanPieces.of(verdict.text());
    SanitizerCounts counts =
        stores.ledger.count(from, before -> Ledger.plus(before, 0, 0, 0, -1, 1));
    Headers common = common(header, raw, timestamp, counts.forwarded());
    receipts.write(common, verdict.counts(), value);
    TopicHeaders.put(common, TopicHeaders.PIECES, Integer.toString(clean.size()));
    for (int piece = 0; piece < clean.size(); piece++) {
      var headers = new RecordHeaders(common.toArray());
      TopicHeaders.put(headers, TopicHeaders.PIECE, Integer.toString(piece));
      sendPiece(stores, from, header.documentId(), piece, clean.get(piece), headers, timestamp);
    }
    for (int stale = clean.size(); stale < state.cleanPieces(); stale++) {
      sendPiece(stores, from, header.documentId(), stale, null, new RecordHeaders(), timestamp);
    }
    stores.states.put(header.documentId(), state.gone(header.upload(), clean.size()));
    event(
        stores,
        new DocumentEvent(
            header.documentId(),
            Stage.SANITIZED,
            clock.instant(),
            header.upload(),
            (long) value.length,
            text(common, TopicHeaders.TITLE),
            text(common, TopicHeaders.SOURCE),
            labels(common),
            verdict.counts(),
            null,
            null,
            null,
            null,
            null),
        timestamp);
    judge.meters().sanitized(KIND, value.length, verdict.spans());
  }

  /** What all pieces of the document carry. */
  private Headers common(PieceHeader header, Headers raw, long timestamp, long sequence) {
    Headers headers = receipts.sanitised(raw);
    String source = TopicHeaders.text(raw, TopicHeaders.SOURCE);
    headers.add(
        TopicHeaders.SOURCE,
        receipts.sanitised(source == null ? "documents" : source, null).text().toBytes());
    for (Header each : raw) {
      String value = Utf8.decodeOrNull(each.value());
      if (value != null && each.key().equals(TopicHeaders.TITLE)) {
        headers.add(TopicHeaders.TITLE, receipts.sanitised(value, null).text().toBytes());
      } else if (value != null && each.key().startsWith(TopicHeaders.LABEL)) {
        String name = each.key().substring(TopicHeaders.LABEL.length());
        String cleanName = receipts.sanitised(name, null).text().text();
        headers.add(
            TopicHeaders.LABEL + cleanName, receipts.sanitised(value, name).text().toBytes());
      }
    }
    header
        .occurredAt()
        .ifPresent(at -> TopicHeaders.put(headers, TopicHeaders.OCCURRED_AT, at.toString()));
    Receipts.writeSentAt(headers, raw, timestamp);
    TopicHeaders.put(headers, TopicHeaders.UPLOAD, header.upload());
    TopicHeaders.put(headers, TopicHeaders.SEQUENCE, Long.toString(sequence));
    return headers;
  }

  private void refuse(
      Stores stores,
      RecordMetadata from,
      PieceHeader header,
      DocumentState state,
      QuarantineReason reason,
      long timestamp) {
    for (HeldPiece piece : stores.pieces.take(header.documentId(), header.upload())) {
      stores.quarantined.add(piece.origin(), header.documentId() + "/" + header.upload());
      Sinks.forward(
          stores.context,
          Sinks.DEAD,
          piece.key(),
          new Outgoing.Dead(judge.topics().deadLetters(), piece.value()),
          Receipts.deadLetter(piece.headers(), piece.origin(), "sanitize", reason.name()),
          timestamp);
    }
    stores.ledger.count(from, before -> Ledger.plus(before, 0, 1, 0, -1, 0));
    stores.states.put(header.documentId(), state.refused(header.upload()));
    event(
        stores,
        new DocumentEvent(
            header.documentId(),
            Stage.QUARANTINED,
            clock.instant(),
            header.upload(),
            null,
            null,
            null,
            Map.of(),
            Map.of(),
            null,
            null,
            null,
            reason.name() + ": " + reason.advice(),
            null),
        timestamp);
    judge.meters().quarantined(KIND, reason);
  }

  private void delete(Stores stores, RecordMetadata from, Record<byte[], byte[]> tombstone) {
    String id = DocumentIds.of(tombstone, judge);
    long timestamp = tombstone.timestamp();
    DocumentState state = stores.states.get(id);
    state.open().keySet().forEach(upload -> stores.pieces.take(id, upload));
    long here = state.quarantined() + state.open().size();
    stores.ledger.count(
        from,
        before -> Ledger.plus(before, 0, -state.quarantined(), here, -state.open().size(), 0));
    // Which acceptance is deleted: what the deleter says, else the last one seen here.
    String named = TopicHeaders.text(tombstone.headers(), TopicHeaders.UPLOAD);
    String upload = named == null || !PieceHeader.isUpload(named) ? state.latest() : named;
    for (int piece = 0; piece < state.cleanPieces(); piece++) {
      var headers = new RecordHeaders();
      if (piece == state.cleanPieces() - 1) {
        TopicHeaders.put(headers, TopicHeaders.DELETES, Long.toString(state.forwarded()));
        TopicHeaders.put(headers, TopicHeaders.UPLOAD, upload);
      }
      sendPiece(stores, from, id, piece, null, headers, timestamp);
    }
    stores.states.put(id, DocumentState.NONE);
    if (state.isKnown() && state.cleanPieces() == 0) {
      event(stores, DocumentEvent.of(id, Stage.DELETED, clock.instant(), upload), timestamp);
    }
  }

  private void sendPiece(
      Stores stores,
      RecordMetadata from,
      String id,
      int piece,
      @Nullable SanitizedText text,
      Headers headers,
      long timestamp) {
    Sinks.forward(
        stores.context,
        Sinks.CLEAN,
        SanitizedTopic.keyBytes(id + "/" + piece),
        new Outgoing.Clean(judge.topics().cleanDocuments(), from.partition(), text),
        headers,
        timestamp);
  }

  private void event(Stores stores, DocumentEvent event, long timestamp) {
    Sinks.forward(
        stores.context,
        Sinks.EVENTS,
        SanitizedTopic.keyBytes(event.key()),
        new Outgoing.Clean(judge.topics().documentEvents(), null, event),
        new RecordHeaders(),
        timestamp);
  }

  private static @Nullable SanitizedText text(Headers clean, String name) {
    Header header = clean.lastHeader(name);
    return header == null ? null : SanitizedText.fromSanitizedTopic(header.value());
  }

  private static Map<SanitizedText, SanitizedText> labels(Headers clean) {
    var labels = new LinkedHashMap<SanitizedText, SanitizedText>();
    for (Header header : clean) {
      if (header.key().startsWith(TopicHeaders.LABEL)) {
        byte[] name = header.key().substring(TopicHeaders.LABEL.length()).getBytes(UTF_8);
        labels.put(
            SanitizedText.fromSanitizedTopic(name),
            SanitizedText.fromSanitizedTopic(header.value()));
      }
    }
    return labels;
  }
}
