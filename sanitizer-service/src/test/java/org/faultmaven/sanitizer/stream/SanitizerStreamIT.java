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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** The stream on a real broker: what only transactions, partitions and restarts can show. */
class SanitizerStreamIT {
  private static final int PARTITIONS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static EmbeddedKafkaKraftBroker broker;

  protected final FakeSanitizer sanitizer = new FakeSanitizer();
  protected FaultMavenConfig config;
  protected Topics topics;
  private Waiting waiting;
  private KafkaProducer<byte[], byte[]> producer;
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
    waiting = waiting();
    topics = new Topics(prefix, Tenant.DEFAULT, List.of());
    try (Admin admin = Admin.create(KafkaConnection.client(config.kafka()))) {
      new TopicCatalog(topics, config.kafka()).ensure(admin);
    }
    producer = new KafkaProducer<>(KafkaConnection.producer(config.kafka()));
    stream = newStream();
    stream.start();
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
            sanitizer,
            Pipeline.HASH,
            new Policies(Map.of("logs", FakeSanitizer.LOGS, "documents", FakeSanitizer.DOCUMENTS)),
            new Meters(meters),
            waiting,
            Clock.systemUTC());
    return new SanitizerStream(config, topology, sanitizer, waiting, meters, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    producer.close();
    stream.stop();
    if (waiting != null) {
      waiting.close();
    }
  }

  @Test
  void recordsKeepTheirPartitionAndTheirOrder() {
    for (int i = 0; i < 300; i++) {
      line(i % PARTITIONS, "line " + i + " SECRET" + i);
    }
    producer.flush();

    String clean = topics.cleanLogs().getFirst().name();
    await("all lines", () -> read(clean).size() == 300);
    var last = new HashMap<Integer, Integer>();
    for (ConsumerRecord<byte[], byte[]> record : read(clean)) {
      String text = new String(record.value(), UTF_8);
      int number = Integer.parseInt(text.split(" ")[1]);
      assertThat(record.partition()).isEqualTo(number % PARTITIONS);
      assertThat(number).isGreaterThan(last.getOrDefault(record.partition(), -1));
      last.put(record.partition(), number);
      assertThat(text).doesNotContain("SECRET" + number);
    }
    assertThat(stream.isReady()).isTrue();
    assertThat(stream.describe()).isEqualTo("running");
  }

  @Test
  void anOutageHoldsTheStreamAndLosesDoublesOrPutsAsideNothing() {
    String clean = topics.cleanLogs().getFirst().name();
    lines(0, 50);
    await("the first lines", () -> read(clean).size() == 50);

    sanitizer.away = true;
    lines(50, 100);
    await("the outage shows", () -> "BackendException".equals(stream.lastError()));
    assertThat(stream.isReady()).isFalse();
    assertThat(stream.describe()).contains("held by BackendException");
    assertThat(read(clean)).as("nothing passes").hasSize(50);

    sanitizer.away = false;
    await("the others", () -> read(clean).size() >= 100);

    assertThat(read(clean))
        .extracting(record -> new String(record.value(), UTF_8))
        .doesNotHaveDuplicates()
        .hasSize(100);
    assertThat(read(topics.deadLetters().name())).isEmpty();
    await("the ledger", () -> total().forwarded() == 100);
    assertThat(total().accepted()).isEqualTo(100);
    assertThat(total().quarantined()).isZero();
  }

  @Test
  void whatIsHeldOutlivesARestartAndALostDisk(@TempDir Path otherDisk) {
    String id = Pipeline.id("a document");
    piece(id, 0, 3, "it is SEC");
    await("the first piece", () -> total().held() == 1);
    stream.stop();
    stream = newStream();
    stream.start();
    piece(id, 1, 3, "RE");
    await(
        "the second piece",
        () -> counts().values().stream().anyMatch(counts -> counts.nextOffset() == 2));
    stream.stop();
    config =
        TestConfig.of(
            otherDisk,
            Map.of(
                "kafka.bootstrap-servers",
                broker.getBrokersAsString(),
                "kafka.topic-prefix",
                config.kafka().topicPrefix()));
    stream = newStream();
    stream.start();
    piece(id, 2, 3, "T1 there");

    String clean = topics.cleanDocuments().name();
    await("the document", () -> read(clean).size() == 1);
    assertThat(new String(read(clean).getFirst().value(), UTF_8))
        .isEqualTo("it is " + FakeSanitizer.mask("SECRET1") + " there");
    await("the ledger", () -> total().forwarded() == 1);
    assertThat(total().held()).isZero();
    assertThat(total().accepted()).isEqualTo(1);
  }

  @Test
  void largeRecordsGoThrough() {
    String large = "x".repeat(3 << 20);
    line(0, large);
    piece(Pipeline.id("large"), 0, 2, "y".repeat(8 << 20));
    piece(Pipeline.id("large"), 1, 2, "z".repeat(1 << 20));
    line(0, "w".repeat(10 << 20));

    await("the line", () -> read(topics.cleanLogs().getFirst().name()).size() == 1);
    assertThat(read(topics.cleanLogs().getFirst().name()).getFirst().value()).hasSize(3 << 20);
    await("the document", () -> read(topics.cleanDocuments().name()).size() == 18);
    await("the letter", () -> read(topics.deadLetters().name()).size() == 1);
    assertThat(read(topics.deadLetters().name()).getFirst().value()).hasSize(10 << 20);
    assertThat(stream.lastError()).isNull();
  }

  protected final void lines(int from, int to) {
    for (int i = from; i < to; i++) {
      line(i % PARTITIONS, "line " + i);
    }
    producer.flush();
  }

  private void line(int partition, String value) {
    String raw = topics.rawLogs().getFirst().name();
    producer.send(new ProducerRecord<>(raw, partition, null, value.getBytes(UTF_8)));
  }

  private void piece(String id, int piece, int pieces, String value) {
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
  private Map<String, SanitizerCounts> counts() {
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
