package org.faultmaven.ingest.indexing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.port.IEmbedder;
import org.faultmaven.contracts.port.ITracer;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.contracts.record.IndexedPosition;
import org.faultmaven.contracts.topic.KafkaConnection;
import org.faultmaven.contracts.topic.SanitizedTopic;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.ingest.indexing.document.Chunks;
import org.faultmaven.ingest.indexing.document.DocumentPartition;
import org.faultmaven.ingest.indexing.log.LogBlock;
import org.faultmaven.ingest.indexing.log.LogPartition;
import org.faultmaven.ingest.indexing.time.Timestamps;
import org.faultmaven.runtime.VectorStores;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.MicrometerConsumerListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

/** The indexer's wiring; the ports come from whoever runs it. */
@Configuration(proxyBeanMethods = false)
public class IndexingConfiguration {
  /** Batches a little apart: each is a commit of the vector store. */
  private static final long LINGER_MILLIS = 100;

  private static final int BATCH = 2_000;

  @Bean
  Producer<byte[], byte[]> entryProducer(FaultMavenConfig config) {
    return new KafkaProducer<>(KafkaConnection.producer(config.kafka()));
  }

  @Bean
  KafkaClientMetrics entryProducerMetrics(
      Producer<byte[], byte[]> entryProducer, MeterRegistry registry) {
    var metrics = new KafkaClientMetrics(entryProducer);
    metrics.bindTo(registry);
    return metrics;
  }

  @Bean
  EntryWriter entryWriter(
      Topics topics,
      IEmbedder embedder,
      IVectorStore store,
      Producer<byte[], byte[]> entryProducer,
      MeterRegistry registry) {
    return new EntryWriter(topics, entryProducer, embedder, store, registry);
  }

  @Bean
  IndexerMeters indexerMeters(Topics topics, Clock clock, MeterRegistry registry) {
    return new IndexerMeters(topics.cleanDocuments().name(), clock, registry);
  }

  @Bean
  RetryForever indexerRetry(IndexerMeters meters) {
    return new RetryForever(meters::failed);
  }

  @Bean
  Indexer indexer(
      FaultMavenConfig config,
      Topics topics,
      IEmbedder embedder,
      IVectorStore store,
      Clock clock,
      EntryWriter writer,
      IndexerMeters meters,
      RetryForever retry,
      ITracer tracer) {
    var timestamps = new Timestamps(config.index().timeZone());
    Map<String, SanitizedTopic> logs =
        topics.cleanLogs().stream().collect(Collectors.toMap(SanitizedTopic::name, topic -> topic));
    var chunks = new Chunks(embedder, config.index());
    Indexer.Partitions partitions =
        (partition, committed, position) -> {
          SanitizedTopic log = logs.get(partition.topic());
          return log == null
              ? new DocumentPartition(
                  topics.cleanDocuments(),
                  partition.partition(),
                  chunks,
                  store,
                  clock,
                  committed,
                  position)
              : logs(config, timestamps, log, partition, committed, position);
        };
    return new Indexer(
        partitions,
        writer,
        records -> {
          meters.indexed(records);
          retry.recovered();
        },
        tracer);
  }

  private static LogPartition logs(
      FaultMavenConfig config,
      Timestamps timestamps,
      SanitizedTopic topic,
      TopicPartition partition,
      long committed,
      IndexedPosition position) {
    var settings =
        new LogBlock.Settings(
            topic.tenant(),
            topic.name(),
            partition.partition(),
            config.index().window(),
            config.index().block(),
            Math.toIntExact(config.index().maxEntryText().bytes()),
            timestamps);
    return new LogPartition(topic, settings, committed, position);
  }

  @Bean
  ConcurrentMessageListenerContainer<byte[], byte[]> indexerContainer(
      FaultMavenConfig config,
      Topics topics,
      Indexer indexer,
      RetryForever retry,
      MeterRegistry registry) {
    Map<String, Object> settings = KafkaConnection.consumer(config.kafka());
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, config.kafka().topicPrefix() + "indexer");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
    String[] sources =
        Stream.concat(topics.cleanLogs().stream(), Stream.of(topics.cleanDocuments()))
            .map(SanitizedTopic::name)
            .toArray(String[]::new);
    var properties = new ContainerProperties(sources);
    properties.setMessageListener(indexer);
    properties.setConsumerRebalanceListener(indexer);
    // The listener commits by itself, with what belongs to a position.
    properties.setAckMode(ContainerProperties.AckMode.MANUAL);
    properties.setIdleBetweenPolls(LINGER_MILLIS);
    properties.setShutdownTimeout(20_000);
    var container =
        new ConcurrentMessageListenerContainer<byte[], byte[]>(
            consumers(settings, registry), properties);
    container.setBeanName("indexer");
    container.setCommonErrorHandler(retry);
    return container;
  }

  private static ConsumerFactory<byte[], byte[]> consumers(
      Map<String, Object> settings, MeterRegistry registry) {
    var consumers = new DefaultKafkaConsumerFactory<byte[], byte[]>(settings);
    consumers.addListener(new MicrometerConsumerListener<>(registry));
    return consumers;
  }

  @Bean
  StoreCatchUp storeCatchUp(
      FaultMavenConfig config, Topics topics, IEmbedder embedder, IVectorStore store) {
    return new StoreCatchUp(
        replay(config, topics, embedder, store), config.kafka(), VectorStores.replayGroup(config));
  }

  /** A replay into the store of these settings. */
  public static StoreReplay replay(
      FaultMavenConfig config, Topics topics, IEmbedder embedder, IVectorStore target) {
    Map<String, Object> settings = KafkaConnection.consumer(config.kafka());
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, VectorStores.replayGroup(config));
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
    return new StoreReplay(
        topics.entries(),
        () -> new KafkaConsumer<>(settings),
        embedder,
        target,
        config.application().migrationLogging());
  }

  @Bean
  RetentionSweep retentionSweep(
      FaultMavenConfig config, Topics topics, IVectorStore store, EntryWriter writer) {
    return new RetentionSweep(
        topics, store, writer, () -> new KafkaConsumer<>(KafkaConnection.consumer(config.kafka())));
  }
}
