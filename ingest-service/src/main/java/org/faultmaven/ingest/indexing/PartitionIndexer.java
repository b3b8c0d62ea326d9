package org.faultmaven.ingest.indexing;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * What is known of one clean partition while this instance has it. Not thread-safe: the listener's
 * thread owns it.
 */
public interface PartitionIndexer {
  /** From where the partition must be read. */
  long begin();

  /**
   * Takes the next record; what is to be written goes into the batch, unless it was written before
   * the restart.
   */
  void accept(ConsumerRecord<byte[], byte[]> record, EntryBatch batch);

  /** Puts what has changed since the last call into the batch. */
  void finish(EntryBatch batch);

  /** What to commit once the batch is durable. */
  OffsetAndMetadata position();
}
