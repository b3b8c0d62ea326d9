package org.faultmaven.ingest.indexing.document;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.contracts.record.Citation;
import org.faultmaven.contracts.record.DocumentEvent;
import org.faultmaven.contracts.record.DocumentEvent.Stage;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.EntrySelector;
import org.faultmaven.contracts.record.IndexedPosition;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.topic.SanitizedTopic;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.ingest.indexing.EntryBatch;
import org.faultmaven.ingest.indexing.EntryIds;
import org.faultmaven.ingest.indexing.PartitionIndexer;
import org.faultmaven.ingest.indexing.document.Outline.Stretch;

/**
 * A partition of clean documents. A document is indexed when its last piece is there; positions lie
 * between documents.
 */
public final class DocumentPartition implements PartitionIndexer {
  private final SanitizedTopic topic;
  private final int partition;
  private final Chunker chunker;
  private final IVectorStore store;
  private final Clock clock;
  private final List<CleanPiece> open = new ArrayList<>();
  private long next;
  private long sequence;
  private long indexed;
  private long deleted;

  /**
   * @param committed the offset of the next record to index
   * @param position what was committed with it
   */
  public DocumentPartition(
      SanitizedTopic topic,
      int partition,
      Chunks chunks,
      IVectorStore store,
      Clock clock,
      long committed,
      IndexedPosition position) {
    this.topic = topic;
    this.partition = partition;
    this.chunker = chunks.chunker();
    this.store = store;
    this.clock = clock;
    this.next = committed;
    this.sequence = position.sequence();
    this.indexed = position.indexed();
    this.deleted = position.deleted();
  }

  @Override
  public long begin() {
    return next;
  }

  @Override
  public void accept(ConsumerRecord<byte[], byte[]> record, EntryBatch batch) {
    if (record.value() == null) {
      delete(record, batch);
      next = record.offset() + 1;
      return;
    }
    CleanPiece piece = CleanPiece.of(topic, record);
    if (!open.isEmpty() && !open.getFirst().upload().equals(piece.upload())) {
      superseded();
    }
    open.add(piece);
    if (piece.piece() == piece.pieces() - 1) {
      index(batch);
      next = record.offset() + 1;
    }
  }

  /**
   * A later upload compacted some of its pieces away: it counts as indexed, as any duplicate does.
   */
  private void superseded() {
    indexed++;
    sequence = open.getFirst().sequence();
    open.clear();
  }

  private void index(EntryBatch batch) {
    CleanPiece head = open.getFirst();
    var kept = new HashSet<String>();
    var outline = new Outline();
    for (CleanPiece piece : open) {
      List<String> lines = Citation.lines(piece.text().text());
      List<Stretch> stretches = piece.outlined() ? outline.of(lines) : Stretch.all(lines.size());
      int index = 0;
      for (Stretch stretch : stretches) {
        for (Chunker.Chunk chunk : chunker.chunks(lines, stretch.firstLine(), stretch.lastLine())) {
          Entry entry = entry(piece, lines, stretch, chunk, index++);
          kept.add(entry.id());
          batch.put(entry);
        }
      }
    }
    deleteOthers(head.documentId(), kept, batch);
    indexed++;
    sequence = head.sequence();
    batch.event(
        new DocumentEvent(
            head.documentId(),
            Stage.INDEXED,
            clock.instant(),
            head.upload(),
            null,
            null,
            null,
            Map.of(),
            Map.of(),
            kept.size(),
            partition,
            head.offset(),
            null,
            null));
    open.clear();
  }

  private Entry entry(
      CleanPiece piece, List<String> lines, Stretch stretch, Chunker.Chunk chunk, int index) {
    SanitizedText text = piece.text().derive(chunk.text());
    List<String> cited = lines.subList(chunk.firstLine() - 1, chunk.lastLine());
    String section = stretch.section();
    return new Entry(
        EntryIds.of(topic.tenant(), piece.documentId(), piece.piece(), index),
        topic.tenant(),
        text,
        text,
        piece.source(),
        piece.at(),
        piece.at(),
        1,
        piece.offset(),
        new Citation(
            topic.name(),
            partition,
            piece.offset(),
            piece.offset(),
            piece.source(),
            chunk.firstLine(),
            chunk.lastLine(),
            Citation.sha256(cited),
            stretch.page(),
            section == null ? null : piece.text().derive(section)),
        piece.documentId(),
        piece.title());
  }

  private void delete(ConsumerRecord<byte[], byte[]> tombstone, EntryBatch batch) {
    long acceptances = TopicHeaders.number(tombstone.headers(), TopicHeaders.DELETES, 0);
    if (acceptances == 0) {
      return;
    }
    String documentId = CleanPiece.documentId(tombstone);
    deleteOthers(documentId, Set.of(), batch);
    indexed -= acceptances;
    deleted += acceptances;
    String upload = TopicHeaders.text(tombstone.headers(), TopicHeaders.UPLOAD);
    batch.event(
        DocumentEvent.of(documentId, Stage.DELETED, clock.instant(), upload == null ? "" : upload));
  }

  private void deleteOthers(String documentId, Set<String> kept, EntryBatch batch) {
    batch.deleteOf(documentId, kept);
    List<String> stale =
        store.ids(topic.tenant(), new EntrySelector.OfDocument(documentId)).stream()
            .filter(id -> !kept.contains(id))
            .toList();
    batch.delete(stale);
  }

  @Override
  public void finish(EntryBatch batch) {}

  @Override
  public OffsetAndMetadata position() {
    return new OffsetAndMetadata(
        next, new IndexedPosition(sequence, indexed, deleted, next, "").toMetadata());
  }
}
