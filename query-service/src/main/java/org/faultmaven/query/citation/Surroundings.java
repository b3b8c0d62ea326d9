package org.faultmaven.query.citation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.topic.SanitizedTopic;

/** Reads what stands around a record of a clean topic. Safe for use by many threads. */
public final class Surroundings {
  private static final Duration POLL = Duration.ofMillis(100);

  /** How many offsets are looked at on each side: other sources stand between. */
  private static final int REACH = 1_000;

  /**
   * A record.
   *
   * @param source where it comes from, sanitised
   */
  public record Read(long offset, SanitizedText source, SanitizedText text) {}

  private final ConsumerPool pool;
  private final Duration patience;
  private final long maxBytes;

  /**
   * @param patience after which the log counts as away
   * @param maxBytes the most bytes that are read at once
   */
  Surroundings(ConsumerPool pool, Duration patience, long maxBytes) {
    this.pool = pool;
    this.patience = patience;
    this.maxBytes = maxBytes;
  }

  /**
   * The records of the same source around one, in order, with itself.
   *
   * @throws BackendException retryable, while Kafka is away or slow; not retryable, when no record
   *     stands there, or no more
   */
  public List<Read> around(
      SanitizedTopic topic, int partition, long offset, int before, int after) {
    return pool.use(
        consumer -> {
          List<Read> read =
              read(consumer, topic, new TopicPartition(topic.name(), partition), offset);
          return cut(read, offset, before, after);
        });
  }

  private List<Read> read(
      Consumer<byte[], byte[]> consumer,
      SanitizedTopic topic,
      TopicPartition partition,
      long offset) {
    if (consumer.partitionsFor(topic.name()).stream()
        .noneMatch(info -> info.partition() == partition.partition())) {
      throw gone();
    }
    var only = List.of(partition);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(only);
    Map<TopicPartition, Long> ends = consumer.endOffsets(only);
    long begin = begins.getOrDefault(partition, 0L);
    long end = Math.min(ends.getOrDefault(partition, 0L), offset + REACH);
    if (offset < begin || offset >= end) {
      throw gone();
    }
    consumer.assign(only);
    consumer.seek(partition, Math.max(begin, offset - REACH));
    var read = new ArrayList<Read>();
    long bytes = 0;
    long deadline = System.nanoTime() + patience.toNanos();
    while (consumer.position(partition) < end && (bytes < maxBytes || !has(read, offset))) {
      if (System.nanoTime() - deadline > 0) {
        throw new BackendException("Kafka did not give the records in time", true);
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
        if (record.offset() < end && record.value() != null) {
          read.add(new Read(record.offset(), topic.source(record), topic.text(record)));
          bytes += record.serializedValueSize();
          // What is far before is not needed when all of it is large.
          while (bytes > maxBytes && read.getFirst().offset() < offset) {
            bytes -= read.removeFirst().text().length();
          }
        }
      }
    }
    return read;
  }

  private static boolean has(List<Read> read, long offset) {
    return !read.isEmpty() && read.getLast().offset() >= offset;
  }

  private static List<Read> cut(List<Read> read, long offset, int before, int after) {
    SanitizedText source =
        read.stream()
            .filter(each -> each.offset() == offset)
            .findFirst()
            .orElseThrow(Surroundings::gone)
            .source();
    List<Read> same = read.stream().filter(each -> each.source().equals(source)).toList();
    int at = 0;
    while (same.get(at).offset() < offset) {
      at++;
    }
    return same.subList(Math.max(0, at - before), Math.min(same.size(), at + after + 1));
  }

  private static BackendException gone() {
    return new BackendException(
        "no record stands there, or no more: take topic, partition and offset from a citation",
        false);
  }
}
