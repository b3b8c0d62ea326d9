package org.faultmaven.standalone.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** All that a topic holds at a moment. */
public final class WholeTopic {
  private static final Duration POLL = Duration.ofMillis(200);

  /** Takes what is read, a record at a time. */
  public interface Reader<E extends Exception> {
    void take(ConsumerRecord<byte[], byte[]> record) throws E;
  }

  private WholeTopic() {}

  /**
   * Reads from the beginning to where the topic ends now; nothing when there is no such topic.
   *
   * @param consumer its settings
   * @throws KafkaException when the topic can't be read
   * @throws E what the reader throws
   */
  public static <E extends Exception> void read(
      Map<String, Object> consumer, String topic, Reader<E> reader) throws E {
    var settings = new HashMap<>(consumer);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    try (var from = new KafkaConsumer<byte[], byte[]>(settings)) {
      List<TopicPartition> partitions =
          from.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      from.assign(partitions);
      from.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = from.endOffsets(partitions);
      while (partitions.stream()
          .anyMatch(each -> from.position(each) < ends.getOrDefault(each, 0L))) {
        for (ConsumerRecord<byte[], byte[]> record : from.poll(POLL)) {
          var partition = new TopicPartition(record.topic(), record.partition());
          if (record.offset() < ends.getOrDefault(partition, 0L)) {
            reader.take(record);
          }
        }
      }
    }
  }
}
