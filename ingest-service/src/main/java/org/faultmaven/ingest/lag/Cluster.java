package org.faultmaven.ingest.lag;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** What is asked of Kafka besides the records themselves. */
interface Cluster extends AutoCloseable {
  /**
   * The committed offsets of a group; of partitions that were never read there is none.
   *
   * @throws KafkaException when Kafka does not answer, or there is no right to see them
   */
  Map<TopicPartition, Long> committed(String group) throws InterruptedException;

  /**
   * How long topics keep their records, in seconds: infinite without a limit. Those whose settings
   * may not be seen are not among them.
   *
   * @throws KafkaException when Kafka does not answer
   */
  Map<String, Double> retention(Collection<String> topics) throws InterruptedException;

  @Override
  void close();
}
