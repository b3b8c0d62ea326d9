package org.faultmaven.ingest.indexing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.faultmaven.contracts.port.ITracer;
import org.faultmaven.contracts.record.IndexedPosition;
import org.faultmaven.contracts.trace.TraceSpan;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchConsumerAwareMessageListener;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/**
 * Reads clean topics and writes entries; commits a position, with what belongs to it, only when
 * everything before it is durable. After a failure it begins again at what is committed: partitions
 * are put together anew.
 */
final class Indexer
    implements BatchConsumerAwareMessageListener<byte[], byte[]>, ConsumerAwareRebalanceListener {
  /** Makes what a partition needs from where it was left. */
  interface Partitions {
    PartitionIndexer open(TopicPartition partition, long committed, IndexedPosition position);
  }

  /** Is told of what is done. */
  interface Progress {
    /** These records, read for the first time, are durable as entries and committed. */
    void indexed(List<ConsumerRecord<byte[], byte[]>> records);
  }

  private final Partitions partitions;
  private final EntryWriter writer;
  private final Progress progress;
  private final ITracer tracer;
  private final Map<TopicPartition, PartitionIndexer> open = new HashMap<>();

  /** Where partitions were begun: what is read below only rebuilds what was indexed before. */
  private final Map<TopicPartition, Long> begun = new HashMap<>();

  Indexer(Partitions partitions, EntryWriter writer, Progress progress, ITracer tracer) {
    this.partitions = partitions;
    this.writer = writer;
    this.progress = progress;
    this.tracer = tracer;
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> assigned) {
    begin(consumer, assigned);
  }

  @Override
  public void onPartitionsRevokedAfterCommit(
      Consumer<?, ?> consumer, Collection<TopicPartition> revoked) {
    revoked.forEach(open::remove);
  }

  @Override
  public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> lost) {
    lost.forEach(open::remove);
  }

  private void begin(Consumer<?, ?> consumer, Collection<TopicPartition> assigned) {
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(assigned));
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(assigned);
    for (TopicPartition partition : assigned) {
      long beginning = beginnings.getOrDefault(partition, 0L);
      @Nullable OffsetAndMetadata left = committed.get(partition);
      long offset = left == null ? beginning : left.offset();
      String metadata = left == null ? "" : left.metadata();
      PartitionIndexer indexer =
          partitions.open(partition, offset, IndexedPosition.fromMetadata(metadata, offset));
      open.put(partition, indexer);
      begun.put(partition, offset);
      consumer.seek(partition, Math.max(beginning, indexer.begin()));
    }
  }

  @Override
  public void onMessage(
      List<ConsumerRecord<byte[], byte[]>> records, @Nullable Consumer<?, ?> given) {
    Consumer<?, ?> consumer = Objects.requireNonNull(given, "the container hands its consumer on");
    // What only rebuilds the open block was told of before.
    Iterable<Headers> traced =
        () -> records.stream().filter(this::isNew).map(ConsumerRecord::headers).iterator();
    try (TraceSpan span = tracer.batch("index", traced)) {
      try {
        index(records, consumer, span);
      } catch (RuntimeException e) {
        span.failed(e);
        throw e;
      }
    }
  }

  private boolean isNew(ConsumerRecord<byte[], byte[]> record) {
    return record.offset()
        >= begun.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
  }

  private void index(
      List<ConsumerRecord<byte[], byte[]>> records, Consumer<?, ?> consumer, TraceSpan span) {
    var batch = new EntryBatch();
    var touched = new HashMap<TopicPartition, PartitionIndexer>();
    var news = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    try {
      for (ConsumerRecord<byte[], byte[]> record : records) {
        var partition = new TopicPartition(record.topic(), record.partition());
        PartitionIndexer indexer = open.get(partition);
        if (indexer == null) {
          throw new IllegalStateException(
              "a record of a partition that is not assigned: " + partition);
        }
        touched.put(partition, indexer);
        indexer.accept(record, batch);
        if (isNew(record)) {
          news.add(record);
        }
      }
      touched.values().forEach(indexer -> indexer.finish(batch));
      span.word("messaging.operation.type", "process")
          .number("faultmaven.entries", batch.size())
          .number("faultmaven.partitions", touched.size());
      writer.write(batch);
      var positions = new HashMap<TopicPartition, OffsetAndMetadata>();
      touched.forEach((partition, indexer) -> positions.put(partition, indexer.position()));
      consumer.commitSync(positions);
      progress.indexed(news);
    } catch (RuntimeException e) {
      // What the partitions hold in memory is ahead of what is durable now.
      begin(consumer, touched.keySet());
      throw new IndexingFailedException(e);
    }
  }
}
