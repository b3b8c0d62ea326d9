package org.faultmaven.sanitizer.canary;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads whatever is new in topics, each record once, from the end that they had at the first look.
 * Used by one thread.
 */
final class TopicWatch implements AutoCloseable {
  private final Set<String> topics;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private @Nullable Consumer<byte[], byte[]> kept;

  /**
   * @param consumers of committed records, without a group
   */
  TopicWatch(Set<String> topics, Supplier<Consumer<byte[], byte[]>> consumers) {
    this.topics = Set.copyOf(topics);
    this.consumers = consumers;
  }

  /**
   * Begins at the end, unless it has begun.
   *
   * @throws KafkaException when Kafka does not answer
   */
  void begin() {
    if (kept != null) {
      return;
    }
    Consumer<byte[], byte[]> consumer = consumers.get();
    try {
      var partitions = new HashSet<TopicPartition>();
      for (String topic : topics) {
        consumer
            .partitionsFor(topic)
            .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
      }
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      // Seeking is lazy: what is written from now on must be read.
      partitions.forEach(consumer::position);
      kept = consumer;
    } catch (KafkaException e) {
      consumer.close();
      throw e;
    }
  }

  /**
   * What has come, which may be nothing.
   *
   * @throws KafkaException when Kafka does not answer
   */
  List<ConsumerRecord<byte[], byte[]>> read(Duration within) {
    begin();
    Consumer<byte[], byte[]> consumer = kept;
    if (consumer == null) {
      return List.of();
    }
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    consumer.poll(within).forEach(records::add);
    return records;
  }

  /**
   * Everything up to the end as it is now, or as far as it comes in time.
   *
   * @throws KafkaException when Kafka does not answer
   */
  List<ConsumerRecord<byte[], byte[]>> readAll(Duration within) {
    begin();
    Consumer<byte[], byte[]> consumer = kept;
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    if (consumer == null) {
      return records;
    }
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    long deadline = System.nanoTime() + within.toNanos();
    while (System.nanoTime() - deadline < 0
        && ends.entrySet().stream()
            .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      consumer.poll(Duration.ofMillis(50)).forEach(records::add);
    }
    return records;
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
