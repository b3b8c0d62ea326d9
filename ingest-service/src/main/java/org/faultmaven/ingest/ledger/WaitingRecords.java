package org.faultmaven.ingest.ledger;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Counts the records that the sanitizer has still to read and will count as accepted: later pieces
 * of an upload, deletions and replays are none. Offsets also count transaction markers, so the
 * records are read, each of them once and nothing kept but its offset. What can't be read in time,
 * and a range of more than {@link #MAX_READ} offsets, counts as the difference of its offsets,
 * which may be too much and is never too little. Not safe for use by many threads.
 */
final class WaitingRecords implements AutoCloseable {
  static final long MAX_READ = 1000;
  private static final Duration POLL = Duration.ofMillis(100);

  /**
   * @param from the first offset that the sanitizer has not read
   * @param to the end of what is committed
   */
  record Range(long from, long to) {}

  /** What was read of a partition, for the next count to go on from. */
  private static final class Read {
    private final TreeSet<Long> counting = new TreeSet<>();
    private long next;

    void startAt(Range range) {
      if (next < range.from() || next > range.to()) {
        counting.clear();
        next = range.from();
      }
      counting.headSet(range.from()).clear();
    }

    long waiting(Range range) {
      return counting.headSet(range.to()).size() + range.to() - Math.min(next, range.to());
    }
  }

  private final String documents;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Duration patience;
  private final Map<TopicPartition, Read> reads = new HashMap<>();
  private @Nullable Consumer<byte[], byte[]> kept;

  /**
   * @param documents the raw topic of documents
   * @param patience how long a count may take
   */
  WaitingRecords(
      String documents, Supplier<Consumer<byte[], byte[]>> consumers, Duration patience) {
    this.documents = documents;
    this.consumers = consumers;
    this.patience = patience;
  }

  /**
   * How many wait in each of the ranges.
   *
   * @throws KafkaException when Kafka does not show them
   */
  Map<TopicPartition, Long> count(Map<TopicPartition, Range> ranges) {
    var counts = new HashMap<TopicPartition, Long>();
    var readable = new HashMap<TopicPartition, Range>();
    ranges.forEach(
        (partition, range) -> {
          long offsets = Math.max(0, range.to() - range.from());
          counts.put(partition, offsets);
          if (offsets > 0 && offsets <= MAX_READ) {
            readable.put(partition, range);
          }
        });
    reads.keySet().retainAll(readable.keySet());
    if (!readable.isEmpty()) {
      read(readable);
      readable.forEach((partition, range) -> counts.put(partition, read(partition).waiting(range)));
    }
    return counts;
  }

  private void read(Map<TopicPartition, Range> ranges) {
    var left = new HashMap<TopicPartition, Range>();
    ranges.forEach(
        (partition, range) -> {
          read(partition).startAt(range);
          if (read(partition).next < range.to()) {
            left.put(partition, range);
          }
        });
    if (left.isEmpty()) {
      return;
    }
    try {
      readToEnds(consumer(), left);
    } catch (KafkaException e) {
      close();
      throw e;
    }
  }

  private void readToEnds(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Range> left) {
    consumer.assign(left.keySet());
    left.keySet().forEach(partition -> consumer.seek(partition, read(partition).next));
    long deadline = System.nanoTime() + patience.toNanos();
    while (!left.isEmpty() && System.nanoTime() - deadline < 0) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (counts(record)) {
          read(new TopicPartition(record.topic(), record.partition()))
              .counting
              .add(record.offset());
        }
      }
      consumer.assignment().forEach(each -> read(each).next = consumer.position(each));
      left.entrySet().removeIf(each -> read(each.getKey()).next >= each.getValue().to());
    }
    consumer.unsubscribe();
  }

  private Read read(TopicPartition partition) {
    return reads.computeIfAbsent(partition, key -> new Read());
  }

  private boolean counts(ConsumerRecord<byte[], byte[]> record) {
    if (record.headers().lastHeader(TopicHeaders.REPLAY_OF) != null) {
      return false;
    }
    return !record.topic().equals(documents)
        || (record.value() != null
            && TopicHeaders.number(record.headers(), TopicHeaders.PIECE, 0) == 0);
  }

  private Consumer<byte[], byte[]> consumer() {
    Consumer<byte[], byte[]> open = kept;
    if (open == null) {
      open = consumers.get();
      kept = open;
    }
    return open;
  }

  @Override
  public void close() {
    Consumer<byte[], byte[]> open = kept;
    kept = null;
    if (open != null) {
      open.close();
    }
  }
}
