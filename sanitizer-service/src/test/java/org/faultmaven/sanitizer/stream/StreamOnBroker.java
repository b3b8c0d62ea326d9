package org.faultmaven.sanitizer.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.port.ITracer;
import org.faultmaven.contracts.record.Policies;
import org.faultmaven.contracts.record.SanitizerCounts;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.topic.KafkaConnection;
import org.faultmaven.contracts.topic.TopicCatalog;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.sanitizer.ledger.Meters;
import org.faultmaven.sanitizer.queue.Waiting;
import org.faultmaven.sanitizer.support.FakeSanitizer;
import org.faultmaven.sanitizer.support.Pipeline;
import org.faultmaven.sanitizer.support.TestConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** A stream on a real broker, for what only transactions, partitions and restarts can show. */
abstract class StreamOnBroker {
  protected static final int PARTITIONS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  protected static EmbeddedKafkaKraftBroker broker;

  /** Closed by who made it. */
  private ISanitizer judging;

  protected FaultMavenConfig config;
  protected Topics topics;
  private Waiting waiting;
  protected KafkaProducer<byte[], byte[]> producer;
  protected SanitizerStream stream;
  @TempDir Path folder;

  @BeforeAll
  static void startBroker() {
    broker = new EmbeddedKafkaKraftBroker(1, 1);
    broker.brokerProperty("transaction.state.log.replication.factor", "1");
    broker.brokerProperty("transaction.state.log.min.isr", "1");
    broker.brokerProperty("auto.create.topics.enable", "false");
    broker.brokerProperty("group.initial.rebalance.delay.ms", "0");
    broker.afterPropertiesSet();
  }

  @AfterAll
  static void stopBroker() {
    broker.destroy();
  }

  @BeforeEach
  void open(TestInfo test) throws Exception {
    String prefix = test.getTestMethod().orElseThrow().getName() + ".";
    config =
        TestConfig.of(
            folder,
            Map.of(
                "kafka.bootstrap-servers",
                broker.getBrokersAsString(),
                "kafka.topic-prefix",
                prefix,
                "kafka.partitions",
                "" + PARTITIONS));
    judging = judging();
    waiting = waiting();
    topics = new Topics(prefix, Tenant.DEFAULT, List.of());
    try (Admin admin = Admin.create(KafkaConnection.client(config.kafka()))) {
      new TopicCatalog(topics, config.kafka()).ensure(admin);
    }
    producer = new KafkaProducer<>(KafkaConnection.producer(config.kafka()));
    stream = newStream();
    stream.start();
  }

  /** The sanitiser of the stream. */
  protected abstract ISanitizer judging();

  protected Policies policies() {
    return new Policies(Map.of("logs", FakeSanitizer.LOGS, "documents", FakeSanitizer.DOCUMENTS));
  }

  /** What the stream waits with; none when the sanitiser works in process. */
  protected Waiting waiting() {
    return null;
  }

  protected final SanitizerStream newStream() {
    var meters = new SimpleMeterRegistry();
    var topology =
        new SanitizerTopology(
            config,
            topics,
            judging,
            Pipeline.HASH,
            policies(),
            new Meters(meters),
            ITracer.OFF,
            waiting,
            Clock.systemUTC());
    return new SanitizerStream(config, topology, judging, waiting, meters, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    producer.close();
    stream.stop();
    if (waiting != null) {
      waiting.close();
    }
  }

  protected final void lines(int from, int to) {
    for (int i = from; i < to; i++) {
      line(i % PARTITIONS, "line " + i);
    }
    producer.flush();
  }

  protected final void line(int partition, String value) {
    String raw = topics.rawLogs().getFirst().name();
    producer.send(new ProducerRecord<>(raw, partition, null, value.getBytes(UTF_8)));
  }

  protected final void piece(String id, int piece, int pieces, String value) {
    Headers headers =
        Pipeline.headers(
            TopicHeaders.UPLOAD,
            Pipeline.upload(1),
            TopicHeaders.PIECE,
            "" + piece,
            TopicHeaders.PIECES,
            "" + pieces);
    producer.send(
        new ProducerRecord<>(
            topics.rawDocuments().name(),
            null,
            null,
            id.getBytes(UTF_8),
            value.getBytes(UTF_8),
            headers));
    producer.flush();
  }

  /** The ledger as other services read it: the changelog of its store. */
  protected final Map<String, SanitizerCounts> counts() {
    var counts = new HashMap<String, SanitizerCounts>();
    String changelog = config.kafka().topicPrefix() + "sanitizer-ledger-changelog";
    for (ConsumerRecord<byte[], byte[]> record : read(changelog)) {
      counts.put(new String(record.key(), UTF_8), SanitizerCounts.fromBytes(record.value()));
    }
    return counts;
  }

  protected final SanitizerCounts total() {
    return counts().values().stream()
        .reduce(
            SanitizerCounts.NONE,
            (a, b) ->
                new SanitizerCounts(
                    a.accepted() + b.accepted(),
                    a.quarantined() + b.quarantined(),
                    a.deleted() + b.deleted(),
                    a.held() + b.held(),
                    a.forwarded() + b.forwarded(),
                    0));
  }

  /** Every committed record of a topic now. */
  protected final List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    try (var consumer =
        new KafkaConsumer<byte[], byte[]>(KafkaConnection.consumer(config.kafka()))) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(50)).forEach(found::add);
      }
      return found;
    }
  }

  protected static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("deadline of: %s", what).isLessThan(deadline);
      java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
    }
  }
}
