package org.faultmaven.sanitizer.stream;

import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.faultmaven.contracts.config.KafkaConfig;
import org.faultmaven.contracts.config.SanitizerConfig;
import org.faultmaven.contracts.topic.KafkaConnection;

/** Kafka Streams' settings. */
public final class StreamSettings {
  private StreamSettings() {}

  public static Properties of(KafkaConfig kafka, SanitizerConfig sanitizer) {
    var settings = new Properties();
    settings.putAll(KafkaConnection.client(kafka));
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, kafka.topicPrefix() + "sanitizer");
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, sanitizer.stateDirectory().toString());
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, sanitizer.threads());
    settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, kafka.replicationFactor());
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 16L << 20);
    // A killed instance must not keep its partitions longer than this from the one that takes over.
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
    int message = Math.toIntExact(kafka.maxMessage().bytes());
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), message);
    settings.put(
        StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG),
        Math.max(64L << 20, 2L * message));
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    settings.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        Math.toIntExact(kafka.transactionTimeout().toMillis()));
    return settings;
  }
}
