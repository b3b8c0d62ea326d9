package org.faultmaven.ingest.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.IndexedPosition;
import org.faultmaven.contracts.record.SanitizerCounts;
import org.faultmaven.contracts.topic.RawTopic;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.ingest.stream.TopicView;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ledger from Kafka: first what the indexer has committed, then the sanitizer's counts to
 * the end of their changelog, so that what is in flight is never negative; last the ends of the raw
 * topics. One reading at a time; opens nothing before the first.
 */
final class LedgerReader implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Topics topics;
  private final String indexerGroup;
  private final Supplier<Admin> admins;
  private final CountsView counts;
  private final TopicView changelog;
  private final WaitingRecords waiting;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Admin kept;

  /**
   * @param changelog that feeds {@code counts}
   */
  LedgerReader(
      Topics topics,
      String indexerGroup,
      Supplier<Admin> admins,
      CountsView counts,
      TopicView changelog,
      WaitingRecords waiting) {
    this.topics = topics;
    this.indexerGroup = indexerGroup;
    this.admins = admins;
    this.counts = counts;
    this.changelog = changelog;
    this.waiting = waiting;
  }

  /**
   * @throws BackendException retryable when Kafka does not answer; not retryable when the indexer's
   *     committed metadata can't be read
   */
  Ledger read() {
    try {
      if (!lock.tryLock(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new BackendException("the ledger is still being read by others", true);
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
    try {
      return readAlone();
    } catch (KafkaException e) {
      throw away(e);
    } catch (InterruptedException e) {
      throw interrupted();
    } finally {
      lock.unlock();
    }
  }

  private Ledger readAlone() throws InterruptedException {
    Admin admin = admin();
    Map<TopicPartition, IndexedPosition> positions = positions(admin);
    changelog.awaitEnd(PATIENCE);
    Map<TopicPartition, SanitizerCounts> counted = counts.counts();
    List<TopicPartition> raw = rawPartitions(admin);
    Map<TopicPartition, Long> waits = waiting.count(unread(admin, raw, counted));
    var rows = new ArrayList<Ledger.Row>();
    for (TopicPartition partition : raw) {
      var clean =
          new TopicPartition(topics.cleanOf(partition.topic()).name(), partition.partition());
      rows.add(
          new Ledger.Row(
              partition.topic(),
              partition.partition(),
              Balance.of(
                  counted.getOrDefault(partition, SanitizerCounts.NONE),
                  positions.getOrDefault(clean, IndexedPosition.fromMetadata("", 0)),
                  waits.getOrDefault(partition, 0L))));
    }
    return new Ledger(rows);
  }

  private Map<TopicPartition, IndexedPosition> positions(Admin admin) throws InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        orElse(
            admin.listConsumerGroupOffsets(indexerGroup).partitionsToOffsetAndMetadata(),
            GroupIdNotFoundException.class,
            Map.of());
    var positions = new HashMap<TopicPartition, IndexedPosition>();
    for (Map.Entry<TopicPartition, OffsetAndMetadata> each : committed.entrySet()) {
      OffsetAndMetadata offset = each.getValue();
      if (offset != null) {
        positions.put(each.getKey(), position(offset));
      }
    }
    return positions;
  }

  private static IndexedPosition position(OffsetAndMetadata offset) {
    try {
      return IndexedPosition.fromMetadata(offset.metadata(), offset.offset());
    } catch (IllegalArgumentException e) {
      throw new BackendException(
          "the indexer's committed metadata has a format this version can't read", false);
    }
  }

  /** The partitions of those raw topics that exist. */
  private List<TopicPartition> rawPartitions(Admin admin) throws InterruptedException {
    List<String> names =
        Stream.concat(topics.rawLogs().stream(), Stream.of(topics.rawDocuments()))
            .map(RawTopic::name)
            .toList();
    var partitions = new ArrayList<TopicPartition>();
    for (KafkaFuture<TopicDescription> each :
        admin.describeTopics(names).topicNameValues().values()) {
      TopicDescription topic = orNull(each, UnknownTopicOrPartitionException.class);
      if (topic != null) {
        topic
            .partitions()
            .forEach(info -> partitions.add(new TopicPartition(topic.name(), info.partition())));
      }
    }
    partitions.sort(
        Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition));
    return partitions;
  }

  private static Map<TopicPartition, WaitingRecords.Range> unread(
      Admin admin, List<TopicPartition> raw, Map<TopicPartition, SanitizerCounts> counted)
      throws InterruptedException {
    Map<TopicPartition, Long> first = offsets(admin, raw, OffsetSpec.earliest());
    Map<TopicPartition, Long> end = offsets(admin, raw, OffsetSpec.latest());
    var ranges = new HashMap<TopicPartition, WaitingRecords.Range>();
    for (TopicPartition partition : raw) {
      long next = counted.getOrDefault(partition, SanitizerCounts.NONE).nextOffset();
      long from = Math.max(next, first.getOrDefault(partition, 0L));
      ranges.put(partition, new WaitingRecords.Range(from, end.getOrDefault(partition, from)));
    }
    return ranges;
  }

  private static Map<TopicPartition, Long> offsets(
      Admin admin, List<TopicPartition> partitions, OffsetSpec which) throws InterruptedException {
    var asked = new HashMap<TopicPartition, OffsetSpec>();
    partitions.forEach(partition -> asked.put(partition, which));
    ListOffsetsResult result =
        admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
    var offsets = new HashMap<TopicPartition, Long>();
    for (TopicPartition partition : partitions) {
      offsets.put(partition, get(result.partitionResult(partition)).offset());
    }
    return offsets;
  }

  private static <T> T get(KafkaFuture<T> future) throws InterruptedException {
    try {
      return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException known
          ? known
          : new KafkaException("Kafka could not answer", e.getCause());
    } catch (java.util.concurrent.TimeoutException e) {
      throw new org.apache.kafka.common.errors.TimeoutException("Kafka did not answer in time");
    }
  }

  private static <T> T orElse(
      KafkaFuture<T> future, Class<? extends KafkaException> absent, T fallback)
      throws InterruptedException {
    T found = orNull(future, absent);
    return found == null ? fallback : found;
  }

  private static <T> @Nullable T orNull(
      KafkaFuture<T> future, Class<? extends KafkaException> absent) throws InterruptedException {
    try {
      return get(future);
    } catch (KafkaException e) {
      if (absent.isInstance(e)) {
        return null;
      }
      throw e;
    }
  }

  private Admin admin() {
    Admin open = kept;
    if (open == null) {
      open = admins.get();
      kept = open;
    }
    return open;
  }

  private static BackendException away(KafkaException e) {
    return new BackendException(
        "Kafka did not show the ledger (" + e.getClass().getSimpleName() + ")", true);
  }

  private static BackendException interrupted() {
    Thread.currentThread().interrupt();
    return new BackendException("the service is stopping", true);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      waiting.close();
      Admin open = kept;
      kept = null;
      if (open != null) {
        open.close(PATIENCE);
      }
    } finally {
      lock.unlock();
    }
  }
}
