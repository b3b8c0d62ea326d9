package org.faultmaven.sanitizer.stream;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.faultmaven.contracts.config.DataSize;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.config.KafkaConfig;
import org.faultmaven.contracts.config.SanitizerConfig;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.port.ITracer;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Policies;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.topic.RawTopic;
import org.faultmaven.contracts.topic.SanitizedTopic;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.sanitizer.document.DocumentAhead;
import org.faultmaven.sanitizer.document.DocumentHandler;
import org.faultmaven.sanitizer.document.DocumentSanitizer;
import org.faultmaven.sanitizer.format.Judge;
import org.faultmaven.sanitizer.ledger.Ledger;
import org.faultmaven.sanitizer.ledger.Meters;
import org.faultmaven.sanitizer.ledger.Quarantined;
import org.faultmaven.sanitizer.log.LogHandler;
import org.faultmaven.sanitizer.log.LogSanitizer;
import org.faultmaven.sanitizer.log.LogsAhead;
import org.faultmaven.sanitizer.outlet.Outgoing;
import org.faultmaven.sanitizer.queue.QueuedProcessor;
import org.faultmaven.sanitizer.queue.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * The topology: all raw topics in, clean topics, document events and dead letters out. One
 * sub-topology, since all share the ledger: its task {@code n} takes partition {@code n} of every
 * raw topic, and sends to partition {@code n} of the clean ones.
 */
public final class SanitizerTopology {
  private static final String LOGS = "logs";
  private static final String DOCUMENTS = "documents";
  private static final String SANITIZE_LOGS = "sanitize-logs";
  private static final String SANITIZE_DOCUMENTS = "sanitize-documents";

  /** A sender's clock counts for nothing here, and one without a time must not stop the stream. */
  private static final TimestampExtractor TIME =
      (record, partitionTime) -> Math.max(0, record.timestamp());

  private static final StreamPartitioner<byte[], Outgoing> SAME_PARTITION =
      (topic, key, value, partitions) -> Optional.ofNullable(value.partition()).map(Set::of);

  private final FaultMavenConfig config;
  private final Topics topics;
  private final ISanitizer sanitizer;
  private final KeyedHash hash;
  private final Policy logs;
  private final Policy documents;
  private final Meters meters;
  private final ITracer tracer;
  private final @Nullable Waiting waiting;
  private final Clock clock;

  /**
   * @param waiting given when the sanitiser asks a backend: records then wait for it in a store,
   *     and are judged ahead; null when it works in process, and each record is judged at once
   * @throws IllegalArgumentException when a policy is configured that there is not
   */
  public SanitizerTopology(
      FaultMavenConfig config,
      Topics topics,
      ISanitizer sanitizer,
      KeyedHash hash,
      Policies policies,
      Meters meters,
      ITracer tracer,
      @Nullable Waiting waiting,
      Clock clock) {
    this.config = config;
    this.topics = topics;
    this.sanitizer = sanitizer;
    this.hash = hash;
    this.logs = policy(policies, "sanitizer.logs-policy", config.sanitizer().logsPolicy());
    this.documents =
        policy(policies, "sanitizer.documents-policy", config.sanitizer().documentsPolicy());
    this.meters = meters;
    this.tracer = tracer;
    this.waiting = waiting;
    this.clock = clock;
  }

  private static Policy policy(Policies policies, String setting, String name) {
    try {
      return policies.named(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          setting + " names the policy " + name + ": " + e.getMessage(), e);
    }
  }

  /** A new topology of the same kind each time. */
  public Topology build() {
    var topology = new Topology();
    String[] rawLogs = topics.rawLogs().stream().map(RawTopic::name).toArray(String[]::new);
    source(topology, LOGS, rawLogs);
    source(topology, DOCUMENTS, topics.rawDocuments().name());
    topology.addProcessor(SANITIZE_LOGS, logProcessors()::get, LOGS);
    topology.addProcessor(SANITIZE_DOCUMENTS, documentProcessors()::get, DOCUMENTS);
    topology.addStateStore(
        store(Ledger.STORE).withCachingEnabled(), SANITIZE_LOGS, SANITIZE_DOCUMENTS);
    topology.addStateStore(store(Quarantined.STORE), SANITIZE_LOGS, SANITIZE_DOCUMENTS);
    // What is judged before the next commit is never written.
    topology.addStateStore(
        store(QueuedProcessor.STORE).withCachingEnabled(), SANITIZE_LOGS, SANITIZE_DOCUMENTS);
    DocumentHandler.STORES.forEach(name -> topology.addStateStore(store(name), SANITIZE_DOCUMENTS));
    for (SanitizedTopic clean : topics.cleanLogs()) {
      sink(topology, clean.name(), SANITIZE_LOGS);
    }
    sink(topology, topics.cleanDocuments().name(), SANITIZE_DOCUMENTS);
    sink(topology, topics.documentEvents().name(), SANITIZE_DOCUMENTS);
    sink(topology, topics.deadLetters().name(), SANITIZE_LOGS, SANITIZE_DOCUMENTS);
    return topology;
  }

  private Supplier<Processor<byte[], byte[], byte[], Outgoing>> logProcessors() {
    SanitizerConfig settings = config.sanitizer();
    DataSize maxMessage = config.kafka().maxMessage();
    var judge = new Judge(sanitizer, hash, topics.tenant(), logs);
    var logSanitizer = new LogSanitizer(judge, hash, topics.tenant(), settings.maxRecord());
    if (waiting == null) {
      return () ->
          QueuedProcessor.direct(
              LOGS,
              LogHandler.direct(logSanitizer, topics, maxMessage, meters, clock),
              tracer,
              clock);
    }
    Waiting common = waiting;
    return () -> {
      var ahead = new LogsAhead(logSanitizer, tracer, common);
      var handler = LogHandler.waiting(ahead, topics, maxMessage, meters, clock);
      return QueuedProcessor.waiting(
          LOGS, handler, ahead, common, maxMessage.bytes(), tracer, clock);
    };
  }

  private Supplier<Processor<byte[], byte[], byte[], Outgoing>> documentProcessors() {
    KafkaConfig kafka = config.kafka();
    var judge = new Judge(sanitizer, hash, topics.tenant(), documents);
    var documentSanitizer = new DocumentSanitizer(judge, config.sanitizer().maxRecord());
    if (waiting == null) {
      return () ->
          QueuedProcessor.direct(
              DOCUMENTS,
              DocumentHandler.direct(documentSanitizer, hash, topics, kafka, meters, clock),
              tracer,
              clock);
    }
    Waiting common = waiting;
    return () -> {
      var ahead = new DocumentAhead(documentSanitizer, tracer, common);
      var handler = DocumentHandler.waiting(ahead, hash, topics, kafka, meters, clock);
      return QueuedProcessor.waiting(
          DOCUMENTS, handler, ahead, common, kafka.maxMessage().bytes(), tracer, clock);
    };
  }

  private static void source(Topology topology, String name, String... names) {
    topology.addSource(
        AutoOffsetReset.earliest(),
        name,
        TIME,
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        names);
  }

  private static void sink(Topology topology, String topic, String... parents) {
    Serializer<Outgoing> bytes = (name, outgoing) -> outgoing.bytes();
    topology.addSink(topic, topic, new ByteArraySerializer(), bytes, SAME_PARTITION, parents);
  }

  /**
   * Small, compacted early: what is deleted from a store, raw pieces above all, is soon gone from
   * its changelog. A segment must hold the largest record.
   */
  private StoreBuilder<?> store(String name) {
    KafkaConfig kafka = config.kafka();
    long largest = kafka.maxMessage().bytes() + StreamSettings.RECORD_ALLOWANCE;
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
        .withLoggingEnabled(
            Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Long.toString(largest),
                TopicConfig.SEGMENT_BYTES_CONFIG,
                Long.toString(Math.max(16L << 20, 2 * largest)),
                TopicConfig.SEGMENT_MS_CONFIG,
                "600000",
                TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
                "0.1",
                TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
                "3600000",
                TopicConfig.DELETE_RETENTION_MS_CONFIG,
                "600000"));
  }
}
