package org.faultmaven.ingest.indexing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.faultmaven.contracts.config.ConfigSource;
import org.faultmaven.contracts.config.Configuration;
import org.faultmaven.contracts.config.KafkaConfig;
import org.faultmaven.contracts.kit.SampleEntries;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.IEmbedder;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.topic.KafkaConnection;
import org.faultmaven.contracts.topic.TopicCatalog;
import org.faultmaven.contracts.topic.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** A move between stores on a real broker. */
class StoreReplayIT {
  private static EmbeddedKafkaKraftBroker broker;

  private final MemoryStore target = new MemoryStore();
  private KafkaConfig kafka;
  private Topics topics;
  private String group = "";
  private StoreReplay replay;

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

  @BeforeEach
  void topics(TestInfo test) throws Exception {
    String prefix = test.getTestMethod().orElseThrow().getName() + ".";
    kafka =
        Configuration.load(
                ConfigSource.of(
                    Map.of(
                        "kafka.bootstrap-servers",
                        broker.getBrokersAsString(),
                        "kafka.topic-prefix",
                        prefix,
                        "kafka.partitions",
                        "3"),
                    "test"))
            .config()
            .kafka();
    topics = new Topics(prefix, Tenant.DEFAULT, List.of());
    group = prefix + "move.test";
    try (Admin admin = Admin.create(KafkaConnection.client(kafka))) {
      new TopicCatalog(topics, kafka).ensure(admin);
    }
    IEmbedder embedder = mock(IEmbedder.class);
    when(embedder.embed(anyString())).thenReturn(new float[] {1});
    Map<String, Object> settings = KafkaConnection.consumer(kafka);
    settings.put("group.id", group);
    replay =
        new StoreReplay(
            topics.entries(), () -> new KafkaConsumer<>(settings), embedder, target, true);
  }

  private void entries(int from, int to, long count) throws Exception {
    try (var producer = new KafkaProducer<byte[], byte[]>(KafkaConnection.producer(kafka))) {
      for (int i = from; i < to; i++) {
        Entry entry = SampleEntries.log("e" + i).count(count).build();
        var _ =
            producer.send(topics.entries().record(null, entry.id(), entry, new RecordHeaders()));
      }
      producer.flush();
    }
  }

  private void forgotten(int number) throws Exception {
    try (var producer = new KafkaProducer<byte[], byte[]>(KafkaConnection.producer(kafka))) {
      producer
          .send(
              topics
                  .entries()
                  .record(null, SampleEntries.id("e" + number), null, new RecordHeaders()))
          .get();
    }
  }

  @Test
  void theStoreHoldsWhatTheTopicDoesAndNothingTwice() throws Exception {
    entries(0, 1_000, 1);
    entries(0, 10, 7);
    forgotten(500);
    var said = new ArrayList<Long>();

    assertThat(replay.run((entries, left) -> said.add(left), () -> true)).isTrue();

    assertThat(target.count(Tenant.DEFAULT)).isEqualTo(999);
    assertThat(requireNonNull(target.entries.get(SampleEntries.id("e3"))).count()).isEqualTo(7);
    assertThat(said.getLast()).isZero();
  }

  @Test
  void itGoesOnWhereItWasAndTheStartEndsIt() throws Exception {
    entries(0, 100, 1);
    assertThat(replay.begun()).isFalse();
    assertThat(replay.run((_, _) -> {}, () -> true)).isTrue();
    assertThat(replay.begun()).isTrue();
    // The old store is used a while longer.
    entries(100, 130, 1);
    forgotten(5);

    var catchUp = new StoreCatchUp(replay, kafka, group);
    catchUp.start();

    assertThat(target.count(Tenant.DEFAULT)).isEqualTo(129);
    assertThat(replay.begun()).as("the move is over").isFalse();
    // Another start has nothing to catch up with.
    entries(130, 140, 1);
    new StoreCatchUp(replay, kafka, group).start();
    assertThat(target.count(Tenant.DEFAULT)).isEqualTo(129);
  }

  @Test
  void whenTheStoreIsAwayItStopsAndGoesOnLater() throws Exception {
    entries(0, 50, 1);
    target.away = true;

    assertThatThrownBy(() -> replay.run((_, _) -> {}, () -> true))
        .isInstanceOf(BackendException.class);

    target.away = false;
    assertThat(replay.run((_, _) -> {}, () -> true)).isTrue();
    assertThat(target.count(Tenant.DEFAULT)).isEqualTo(50);
  }

  @Test
  void itStopsWhenItIsToldTo() throws Exception {
    entries(0, 50, 1);

    assertThat(replay.run((_, _) -> {}, () -> false)).isFalse();
  }
}
