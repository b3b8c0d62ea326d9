package org.faultmaven.ingest.indexing.log;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.faultmaven.contracts.record.IndexedPosition;
import org.faultmaven.contracts.topic.SanitizedTopic;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.ingest.indexing.EntryBatch;
import org.faultmaven.ingest.indexing.PartitionIndexer;

/** A partition of clean logs: the open block, and the counts of what went into blocks. */
public final class LogPartition implements PartitionIndexer {
  private final SanitizedTopic topic;
  private final LogBlock block;
  private final long begin;
  private final long committed;
  private long next;
  private long sequence;
  private long indexed;
  private final long deleted;

  /**
   * @param committed the offset of the next record to index
   * @param position what was committed with it
   */
  public LogPartition(
      SanitizedTopic topic, LogBlock.Settings settings, long committed, IndexedPosition position) {
    this.topic = topic;
    this.begin = LogBlock.begin(settings, position.carry(), committed, position.rebuildFrom());
    this.block = new LogBlock(settings, position.carry(), begin);
    this.committed = committed;
    this.next = committed;
    this.sequence = position.sequence();
    this.indexed = position.indexed();
    this.deleted = position.deleted();
  }

  @Override
  public long begin() {
    return begin;
  }

  @Override
  public void accept(ConsumerRecord<byte[], byte[]> record, EntryBatch batch) {
    boolean news = record.offset() >= committed;
    if (news && next == committed) {
      // What was read below the committed position only rebuilt the block: it is written already.
      block.drain();
    }
    block.accept(CleanLog.of(topic, record));
    if (news) {
      indexed++;
      sequence = TopicHeaders.number(record.headers(), TopicHeaders.SEQUENCE, sequence);
      next = record.offset() + 1;
    }
  }

  @Override
  public void finish(EntryBatch batch) {
    if (next > committed) {
      block.drain().forEach(batch::put);
    }
  }

  @Override
  public OffsetAndMetadata position() {
    var position =
        new IndexedPosition(sequence, indexed, deleted, block.rebuildFrom(), block.carry());
    return new OffsetAndMetadata(next, position.toMetadata());
  }
}
