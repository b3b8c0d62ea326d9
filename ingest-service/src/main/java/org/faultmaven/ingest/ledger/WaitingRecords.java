package org.faultmaven.ingest.ledger;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Counts the records that the sanitizer has still to read and will count as accepted: later pieces
 * of an upload, deletions and replays are none. Offsets also count transaction markers, so short
 * ranges are read; a range of more than {@link #MAX_READ} offsets, or one that can't be read in
 * time, counts as the difference of its offsets, which may be too much and is never too little. Not
 * safe for use by many threads.
 */
final class WaitingRecords implements AutoCloseable {
  static final long MAX_READ = 1000;
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration POLL = Duration.ofMillis(100);

  /**
   * @param from the first offset that was not read
   * @param to the end of what is committed
   */
  record Range(long from, long to) {}

  private final String documents;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private @Nullable Consumer<byte[], byte[]> kept;

  /**
   * @param documents the raw topic of documents
   */
  WaitingRecords(String documents, Supplier<Consumer<byte[], byte[]>> consumers) {
    this.documents = documents;
    this.consumers = consumers;
  }

  /** How many wait in each of the ranges. */
  Map<TopicPartition, Long> count(Map<TopicPartition, Range> ranges) {
    var counts = new HashMap<TopicPartition, Long>();
    var toRead = new HashMap<TopicPartition, Range>();
    ranges.forEach(
        (partition, range) -> {
          long offsets = Math.max(0, range.to() - range.from());
          counts.put(partition, offsets);
          if (offsets > 0 && offsets <= MAX_READ) {
            toRead.put(partition, range);
          }
        });
    if (!toRead.isEmpty()) {
      counts.putAll(read(toRead));
    }
    return counts;
  }

  /** Counts of those ranges that could be read to their end. */
  private Map<TopicPartition, Long> read(Map<TopicPartition, Range> ranges) {
    var found = new HashMap<TopicPartition, Long>();
    var complete = new HashMap<TopicPartition, Long>();
    try {
      Consumer<byte[], byte[]> consumer = consumer();
      consumer.assign(ranges.keySet());
      ranges.forEach((partition, range) -> consumer.seek(partition, range.from()));
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (complete.size() < ranges.size() && System.nanoTime() - end < 0) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          var partition = new TopicPartition(record.topic(), record.partition());
          Range range = ranges.get(partition);
          if (range != null && record.offset() < range.to() && counts(record)) {
            found.merge(partition, 1L, Long::sum);
          }
        }
        ranges.forEach(
            (partition, range) -> {
              if (consumer.position(partition) >= range.to()) {
                complete.put(partition, found.getOrDefault(partition, 0L));
              }
            });
      }
      consumer.unsubscribe();
    } catch (KafkaException e) {
      close();
      throw e;
    }
    return complete;
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
