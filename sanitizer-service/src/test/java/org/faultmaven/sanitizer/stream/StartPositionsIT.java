package org.faultmaven.sanitizer.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.topic.KafkaConnection;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.sanitizer.support.TestConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** Where a topic of somebody else is begun with, on a real broker. */
class StartPositionsIT {
  private static final Instant FIRST = Instant.parse("2026-05-06T10:00:00Z");
  private static EmbeddedKafkaKraftBroker broker;

  @TempDir private Path folder;
  private String topic = "";
  private Admin admin;
  private KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  static void startBroker() {
    broker = new EmbeddedKafkaKraftBroker(1, 1);
    broker.brokerProperty("group.initial.rebalance.delay.ms", "0");
    broker.afterPropertiesSet();
  }

  @AfterAll
  static void stopBroker() {
    broker.destroy();
  }

  /** Partition 0 with records of 10:00, 10:01 and 10:02, partition 1 with none. */
  @BeforeEach
  void aTopicThatWasThereBefore(TestInfo test) throws Exception {
    topic = test.getTestMethod().orElseThrow().getName();
    FaultMavenConfig config = config("earliest");
    admin = Admin.create(KafkaConnection.client(config.kafka()));
    admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
    producer = new KafkaProducer<>(KafkaConnection.producer(config.kafka()));
    for (int minute = 0; minute < 3; minute++) {
      produce(FIRST.plus(Duration.ofMinutes(minute)));
    }
  }

  @AfterEach
  void close() {
    producer.close();
    admin.close();
  }

  private void produce(Instant time) throws Exception {
    byte[] value = "a line".getBytes(UTF_8);
    producer.send(new ProducerRecord<>(topic, 0, time.toEpochMilli(), null, value)).get();
  }

  private FaultMavenConfig config(String start) {
    return TestConfig.of(
        folder,
        Map.of(
            "kafka.bootstrap-servers",
            broker.getBrokersAsString(),
            "kafka.topic-prefix",
            topic + ".",
            "kafka.raw-log-topics",
            topic,
            "kafka.raw-start",
            start));
  }

  private void start(String start) {
    FaultMavenConfig config = config(start);
    var positions =
        new StartPositions(config.kafka(), new Topics(topic + ".", Tenant.DEFAULT, List.of(topic)));
    positions.start();
    assertThat(positions.isRunning()).isTrue();
  }

  private Map<Integer, Long> committed() throws Exception {
    var committed = new TreeMap<Integer, Long>();
    admin
        .listConsumerGroupOffsets(topic + ".sanitizer")
        .partitionsToOffsetAndMetadata()
        .get()
        .forEach((partition, offset) -> committed.put(partition.partition(), offset.offset()));
    return committed;
  }

  @Test
  void earliestCommitsNothing() throws Exception {
    start("earliest");

    assertThat(committed()).isEmpty();
  }

  @Test
  void latestIsWhereTheTopicEndedAtTheFirstStart() throws Exception {
    start("latest");
    produce(FIRST.plus(Duration.ofMinutes(3)));
    start("latest");

    assertThat(committed()).isEqualTo(Map.of(0, 3L, 1, 0L));
  }

  @Test
  void aTimeIsItsFirstRecord() throws Exception {
    start("2026-05-06T10:00:30Z");

    assertThat(committed()).isEqualTo(Map.of(0, 1L, 1, 0L));
  }

  @Test
  void aTimeAfterTheLastRecordIsTheEnd() throws Exception {
    start("2026-05-06T11:00:00Z");

    assertThat(committed()).isEqualTo(Map.of(0, 3L, 1, 0L));
  }

  @Test
  void whileOthersReadItSaysWhatToDo() throws Exception {
    Map<String, Object> settings = KafkaConnection.consumer(config("latest").kafka());
    settings.put("group.id", topic + ".sanitizer");
    try (var other = new KafkaConsumer<byte[], byte[]>(settings)) {
      other.subscribe(List.of(topic));
      while (other.assignment().isEmpty()) {
        assertThat(other.poll(Duration.ofMillis(100))).isNotNull();
      }

      assertThatThrownBy(() -> start("latest"))
          .isInstanceOf(BackendException.class)
          .hasMessageContaining("stop all of them once");
    }
  }
}
