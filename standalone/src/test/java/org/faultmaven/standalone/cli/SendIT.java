package org.faultmaven.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.faultmaven.standalone.broker.EmbeddedBroker;
import org.faultmaven.standalone.broker.FreePort;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Sending to a broker that is one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SendIT {
  private static final int MAX_MESSAGE = 32 << 20;

  @TempDir private static Path folder;

  private EmbeddedBroker broker;

  @BeforeAll
  void start() throws Exception {
    broker = EmbeddedBroker.start(folder.resolve("broker"), FreePort.find(), MAX_MESSAGE);
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  @Test
  void everyLineArrivesOnceAndInOrder() throws Exception {
    create("lines", Map.of());
    Path logs = Files.createDirectories(folder.resolve("lines"));
    var lines = new ArrayList<String>();
    for (int i = 0; i < 30_000; i++) {
      lines.add("line " + i);
    }
    Files.write(logs.resolve("app.log.1"), lines.subList(0, 20_000));
    Files.write(logs.resolve("app.log"), lines.subList(20_000, 30_000));

    Cli send = send("lines", logs.toString());

    assertThat(send.status()).as(send.err()).isZero();
    assertThat(send.out()).startsWith("30,000 lines accepted by lines");
    List<ConsumerRecord<byte[], byte[]>> records = readAll("lines");
    assertThat(records).extracting(record -> new String(record.value(), UTF_8)).isEqualTo(lines);
    assertThat(records)
        .extracting(record -> new String(record.key(), UTF_8))
        .containsOnly("lines/app.log");
  }

  @Test
  void aLineThatIsTooLongForTheClientOrForTheTopicIsNamedAndTheRestArrives() throws Exception {
    create("small", Map.of("max.message.bytes", "1000"));
    Path logs = Files.createDirectories(folder.resolve("small"));
    // Compression must not make it fit.
    var random = new StringBuilder();
    new Random(1).ints(40_000, ' ', '~').forEach(c -> random.append((char) c));
    Files.writeString(
        logs.resolve("app.log"), "first\n" + random + "\n" + "x".repeat(17 << 20) + "\nlast\n");

    Cli send = send("small", logs.toString());

    assertThat(send.status()).isEqualTo(1);
    assertThat(send.err())
        .contains("app.log, line 2: too long (40,000 bytes)")
        .contains("app.log, line 3: too long (17,825,792 bytes)");
    assertThat(readAll("small"))
        .extracting(record -> new String(record.value(), UTF_8))
        .containsExactly("first", "last");
  }

  @Test
  void aTopicThatIsNotThereIsSaidBeforeAnythingIsSent() throws Exception {
    Path file = Files.writeString(folder.resolve("one.log"), "one\n");

    Cli send = send("nosuch", file.toString());

    assertThat(send.status()).isEqualTo(1);
    assertThat(send.err()).contains("there is no topic nosuch", "--topic");
    assertThat(send("no such", file.toString()).err()).contains("can't be used");
  }

  @Test
  void settingsOfTheClientComeFromAFile() throws Exception {
    create("configured", Map.of());
    Path file = Files.writeString(folder.resolve("two.log"), "one\ntwo\n");
    Path good = Files.writeString(folder.resolve("good.properties"), "client.id=shipper\n");
    Path bad = Files.writeString(folder.resolve("bad.properties"), "security.protocol=NONE\n");

    assertThat(send("configured", file.toString(), "--client-config", good.toString()).status())
        .isZero();
    assertThat(send("configured", file.toString(), "--client-config", bad.toString()).err())
        .contains("--client-config")
        .doesNotContain("\tat ");
    assertThat(send("configured", file.toString(), "--client-config", "nosuch").status())
        .isEqualTo(2);
    assertThat(readAll("configured")).hasSize(2);
  }

  private Cli send(String topic, String... args) {
    var all = new ArrayList<>(List.of("send", "--topic", topic));
    all.addAll(List.of("--bootstrap", "localhost:1," + broker.bootstrapServers()));
    all.addAll(List.of(args));
    return Cli.run(all.toArray(String[]::new));
  }

  private void create(String topic, Map<String, String> settings) throws Exception {
    try (Admin admin = Admin.create(connection())) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(settings))).all().get();
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> readAll(String topic) {
    try (var consumer =
        new KafkaConsumer<>(
            connection(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      return records;
    }
  }

  private Map<String, Object> connection() {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }
}
