package org.faultmaven.ingest.indexing;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.IEmbedder;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.contracts.topic.EntryChanges;
import org.faultmaven.contracts.topic.SanitizedTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills a vector store from the {@code entries} topic, of which every store is a view: a move to
 * another store or another embedding model. How far it has come is committed under a consumer group
 * of the store's own, so that it goes on where it was; what an indexer writes meanwhile comes
 * along.
 */
public final class StoreReplay {
  private static final Logger LOG = LoggerFactory.getLogger(StoreReplay.class);
  private static final Duration POLL = Duration.ofMillis(500);

  /** Is told how far it has come. */
  public interface Progress {
    /**
     * @param entries replayed by this run
     * @param left records of the topic that are still to be read, as it stands now
     */
    void at(long entries, long left);
  }

  private final SanitizedTopic entries;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final IEmbedder embedder;
  private final IVectorStore target;
  private final boolean logSteps;

  /**
   * @param consumers a consumer in the group of the target store, which commits nothing by itself
   * @param logSteps log each batch
   */
  public StoreReplay(
      SanitizedTopic entries,
      Supplier<Consumer<byte[], byte[]>> consumers,
      IEmbedder embedder,
      IVectorStore target,
      boolean logSteps) {
    this.entries = entries;
    this.consumers = consumers;
    this.embedder = embedder;
    this.target = target;
    this.logSteps = logSteps;
  }

  /** Whether a replay into this store was begun and not told to be over. */
  public boolean begun() {
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      return !committed(consumer, partitions(consumer)).isEmpty();
    }
  }

  /**
   * Replays until nothing is left, or it is to stop.
   *
   * @return true when the store holds everything that the topic does
   * @throws BackendException when the store or Kafka is away: what was replayed stays
   */
  public boolean run(Progress progress, BooleanSupplier running) {
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      List<TopicPartition> partitions = partitions(consumer);
      consumer.assign(partitions);
      begin(consumer, partitions);
      long replayed = 0;
      while (running.getAsBoolean()) {
        EntryChanges changes = EntryChanges.of(consumer.poll(POLL), StoreReplay::unreadable);
        write(changes);
        consumer.commitSync(positions(consumer, partitions));
        replayed += changes.entries().size();
        long left = left(consumer, partitions);
        progress.at(replayed, left);
        if (logSteps) {
          LOG.info("{} entries replayed, {} records left", replayed, left);
        }
        if (left == 0) {
          return true;
        }
      }
      return false;
    }
  }

  private void write(EntryChanges changes) {
    if (!changes.entries().isEmpty()) {
      target.add(entries.tenant(), Shapes.embed(embedder, changes.entries()));
    }
    if (!changes.deleted().isEmpty()) {
      target.delete(entries.tenant(), changes.deleted());
    }
  }

  private static void unreadable(int partition, long offset) {
    LOG.warn("{}/{} of the entries can't be read and is left out", partition, offset);
  }

  private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
    return consumer.partitionsFor(entries.name()).stream()
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  private static Map<TopicPartition, OffsetAndMetadata> committed(
      Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
    var committed = new HashMap<TopicPartition, OffsetAndMetadata>();
    consumer
        .committed(Set.copyOf(partitions))
        .forEach(
            (partition, offset) -> {
              if (offset != null) {
                committed.put(partition, offset);
              }
            });
    return committed;
  }

  private static void begin(
      Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> committed = committed(consumer, partitions);
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata left = committed.get(partition);
      consumer.seek(
          partition, left == null ? beginnings.getOrDefault(partition, 0L) : left.offset());
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> positions(
      Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
    var positions = new HashMap<TopicPartition, OffsetAndMetadata>();
    partitions.forEach(
        partition -> positions.put(partition, new OffsetAndMetadata(consumer.position(partition))));
    return positions;
  }

  private static long left(
      Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
    return consumer.endOffsets(partitions).entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
        .sum();
  }
}
