package org.faultmaven.standalone.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
  private static final TopicPartition PARTITION = new TopicPartition("lines", 0);

  @Test
  void goesOnWithItsDataAfterARestart(@TempDir Path folder) throws Exception {
    int port = FreePort.find();
    try (var broker = EmbeddedBroker.start(folder, port, 1 << 20)) {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
        admin.createTopics(List.of(new NewTopic("lines", 1, (short) 1))).all().get();
      }
      produce(broker, "first");
    }
    try (var broker = EmbeddedBroker.start(folder, port, 1 << 20)) {
      produce(broker, "second");

      assertThat(consume(broker, 2)).containsExactly("first", "second");
    }
  }

  @Test
  void saysWhichFolderCannotBeUsed(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> EmbeddedBroker.start(file, FreePort.find(), 1 << 20))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("file");
  }

  private static void produce(EmbeddedBroker broker, String line) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>("lines", line.getBytes(UTF_8))).get();
    }
  }

  private static List<String> consume(EmbeddedBroker broker, int count) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToBeginning(List.of(PARTITION));
      var lines = new ArrayList<String>();
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (lines.size() < count && System.nanoTime() < deadline) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(record -> lines.add(new String(record.value(), UTF_8)));
      }
      return lines;
    }
  }
}
