package org.faultmaven.contracts.topic;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.faultmaven.contracts.config.KafkaConfig;
import org.faultmaven.contracts.port.BackendException;

/** Client settings that every service shares. Each call gives a map of its own to add to. */
public final class KafkaConnection {
  private KafkaConnection() {}

  /** What any client needs to reach the cluster. */
  public static Map<String, Object> client(KafkaConfig kafka) {
    var settings = new HashMap<String, Object>();
    settings.put(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, String.join(",", kafka.bootstrapServers()));
    settings.putAll(KafkaSecurity.of(kafka));
    return settings;
  }

  /**
   * A client that looks at the cluster; the caller closes it.
   *
   * @throws BackendException when the settings can't be used, or no token is to be had, with what
   *     to do; retryable when that may be over later
   */
  public static Admin admin(KafkaConfig kafka) {
    try {
      return Admin.create(client(kafka));
    } catch (KafkaException e) {
      throw KafkaFailures.ofClient(e, kafka);
    }
  }

  /**
   * A byte consumer of committed records, which commits nothing by itself and begins at the
   * earliest.
   */
  public static Map<String, Object> consumer(KafkaConfig kafka) {
    Map<String, Object> settings = client(kafka);
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return settings;
  }

  /**
   * A byte producer that waits for all replicas and neither loses nor doubles within its session.
   */
  public static Map<String, Object> producer(KafkaConfig kafka) {
    Map<String, Object> settings = client(kafka);
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Math.toIntExact(kafka.maxMessage().bytes()));
    settings.put(
        ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(64L << 20, 2 * kafka.maxMessage().bytes()));
    return settings;
  }
}
