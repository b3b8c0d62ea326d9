package org.faultmaven.sanitizer.stream;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.config.KafkaConfig;
import org.faultmaven.contracts.topic.KafkaConnection;

/** The settings of the Streams application. */
final class StreamSettings {
  /** What a record of the project's own adds to the largest that it takes: headers and a frame. */
  static final int RECORD_ALLOWANCE = 64 * 1024;

  private StreamSettings() {}

  /** Where the stores are: below the data directory when the setting is relative. */
  static Path stateDirectory(FaultMavenConfig config) {
    return config.application().dataDirectory().resolve(config.sanitizer().stateDirectory());
  }

  static String applicationId(KafkaConfig kafka) {
    return kafka.topicPrefix() + "sanitizer";
  }

  static Properties of(FaultMavenConfig config) {
    KafkaConfig kafka = config.kafka();
    var settings = new Properties();
    settings.putAll(KafkaConnection.client(kafka));
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId(kafka));
    settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory(config).toString());
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.sanitizer().threads());
    settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, kafka.replicationFactor());
    if (kafka.replicationFactor() >= 3) {
      // As the catalog's topics: a changelog, too, can lose a broker.
      settings.put(StreamsConfig.topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG), "2");
    }
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    // The new protocol took seconds to the first record where this takes less than one.
    settings.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    settings.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.NO_OPTIMIZATION);
    // Records are up to megabytes: the default of 1,000 a partition would fill the heap.
    settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 200);
    settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SmallStores.class);
    settings.putAll(consumer(kafka));
    settings.putAll(producer(kafka));
    return settings;
  }

  private static Map<String, Object> consumer(KafkaConfig kafka) {
    int largest = Math.toIntExact(kafka.maxMessage().bytes()) + RECORD_ALLOWANCE;
    return Map.of(
        // An instance that was killed keeps its partitions that long from the one after it.
        StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
        10_000,
        StreamsConfig.consumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG),
        largest,
        StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG),
        Math.max(ConsumerConfig.DEFAULT_FETCH_MAX_BYTES, largest));
  }

  private static Map<String, Object> producer(KafkaConfig kafka) {
    int largest = Math.toIntExact(kafka.maxMessage().bytes()) + RECORD_ALLOWANCE;
    return Map.of(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        Math.toIntExact(kafka.transactionTimeout().toMillis()),
        StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG),
        "lz4",
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        largest,
        StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG),
        Math.max(64L << 20, 2L * largest));
  }
}
