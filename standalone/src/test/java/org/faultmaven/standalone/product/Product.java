package org.faultmaven.standalone.product;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.faultmaven.standalone.broker.EmbeddedBroker;
import org.faultmaven.standalone.server.Running;
import org.faultmaven.standalone.server.ServiceFleet;
import org.faultmaven.standalone.server.Standalone;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A running product on free ports, used as its users use it: any Kafka client, and HTTP. */
public final class Product implements AutoCloseable {
  public static final String RAW_LOGS = "faultmaven.logs.raw";
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Running running;
  private final Runnable broker;
  public final Api api;
  private final KafkaProducer<byte[], byte[]> producer;

  private Product(Running running, Runnable broker) {
    this.running = running;
    this.broker = broker;
    this.api = new Api(running.api(), running.ingestApi());
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers(),
                "linger.ms",
                5,
                "max.request.size",
                16 << 20,
                "buffer.memory",
                64 << 20),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  public static Product start(Path data, String... settings) {
    var arguments =
        new ArrayList<>(
            List.of("--application.data-directory=" + data, "--server.port=0", "--kafka.port=0"));
    arguments.addAll(List.of(settings));
    return new Product(Standalone.start(arguments), () -> {});
  }

  /**
   * The services as processes of their own, on a broker that is not theirs.
   *
   * @param settings say where the backends are
   */
  public static Product services(Path data, String... settings) throws IOException {
    EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("broker"), FreePorts.one(), 16 << 20);
    try {
      return new Product(fleet(broker.bootstrapServers(), data, settings), broker::close);
    } catch (IOException | RuntimeException e) {
      broker.close();
      throw e;
    }
  }

  /** As {@link #services}, on a broker that the caller runs. */
  public static Product servicesOn(String bootstrapServers, Path data, String... settings)
      throws IOException {
    return new Product(fleet(bootstrapServers, data, settings), () -> {});
  }

  /** One that runs already, and is closed with this. */
  public static Product on(Running running) {
    return new Product(running, () -> {});
  }

  private static Running fleet(String bootstrapServers, Path data, String... settings)
      throws IOException {
    var arguments =
        new ArrayList<>(
            List.of(
                "--application.data-directory=" + data.resolve("services"),
                "--server.port=" + FreePorts.inARow(3),
                "--kafka.partitions=1",
                "--kafka.bootstrap-servers=" + bootstrapServers));
    arguments.addAll(List.of(settings));
    return ServiceFleet.start(arguments);
  }

  public String bootstrapServers() {
    return String.join(",", running.kafka().bootstrapServers());
  }

  /** Produces a line; the future is Kafka's. */
  public void produce(@Nullable String key, String line) {
    var _ =
        producer.send(
            new ProducerRecord<>(
                RAW_LOGS, key == null ? null : key.getBytes(UTF_8), line.getBytes(UTF_8)));
  }

  public void produce(String topic, byte @Nullable [] key, byte @Nullable [] value) {
    var _ = producer.send(new ProducerRecord<>(topic, key, value));
  }

  public void produce(ProducerRecord<byte[], byte[]> record) {
    var _ = producer.send(record);
  }

  /**
   * Waits until so many records were accepted since the beginning and nothing is under way, and
   * returns the ledger.
   */
  public JsonNode awaitProcessed(long accepted) throws Exception {
    producer.flush();
    JsonNode total = null;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      total = api.get("/api/v1/ledger").json().path("total");
      assertBalanced(total);
      if (total.path("accepted").asLong() >= accepted
          && total.path("inFlight").asLong() == 0
          && total.path("waiting").asLong() == 0) {
        assertThat(total.path("accepted").asLong()).as("accepted").isEqualTo(accepted);
        awaitSearchable();
        return total;
      }
      Waiting.aMoment();
    }
    return fail("not processed within " + PATIENCE + ": " + total);
  }

  /** Waits until the keyword index has read all entries too. */
  private void awaitSearchable() throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (api.get("/actuator/health/readiness").status() != 200 && System.nanoTime() < deadline) {
      Waiting.aMoment();
    }
  }

  public static void assertBalanced(JsonNode total) {
    assertThat(
            total.path("indexed").asLong()
                + total.path("quarantined").asLong()
                + total.path("deleted").asLong()
                + total.path("inFlight").asLong())
        .as("ledger %s", total)
        .isEqualTo(total.path("accepted").asLong());
  }

  /** All committed records of a topic, in order within a partition. */
  public List<ConsumerRecord<byte[], byte[]>> readAll(String topic) {
    return readAll(bootstrapServers(), topic);
  }

  /** As {@link #readAll(String)}, of a broker without a product. */
  public static List<ConsumerRecord<byte[], byte[]>> readAll(
      String bootstrapServers, String topic) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (PartitionInfo partition : consumer.partitionsFor(topic)) {
        partitions.add(new TopicPartition(topic, partition.partition()));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      return records;
    }
  }

  /** The names of all topics. */
  public List<String> topics() {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      return consumer.listTopics().keySet().stream().sorted().toList();
    }
  }

  @Override
  public void close() {
    producer.close();
    api.close();
    running.close();
    broker.run();
  }
}
