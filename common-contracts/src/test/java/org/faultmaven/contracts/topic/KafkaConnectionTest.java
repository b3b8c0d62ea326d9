package org.faultmaven.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.faultmaven.contracts.config.ConfigSource;
import org.faultmaven.contracts.config.Configuration;
import org.faultmaven.contracts.config.KafkaConfig;
import org.junit.jupiter.api.Test;

class KafkaConnectionTest {
  private final KafkaConfig kafka =
      Configuration.load(
              ConfigSource.of(
                  Map.of(
                      "kafka.bootstrap-servers[0]", "localhost:1",
                      "kafka.bootstrap-servers[1]", "localhost:2",
                      "kafka.max-message", "20MiB"),
                  "test"))
          .config()
          .kafka();

  @Test
  void aConsumerReadsWhatIsCommittedAndCommitsNothingByItself() {
    assertThat(KafkaConnection.consumer(kafka))
        .containsEntry("bootstrap.servers", "localhost:1,localhost:2")
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("enable.auto.commit", false)
        .containsEntry("auto.offset.reset", "earliest");
  }

  @Test
  void aProducerWaitsForAllAndTakesTheLargestMessage() {
    assertThat(KafkaConnection.producer(kafka))
        .containsEntry("acks", "all")
        .containsEntry("enable.idempotence", true)
        .containsEntry("max.request.size", 20 << 20);
  }

  @Test
  void kafkaTakesThem() {
    try (var consumer = new KafkaConsumer<byte[], byte[]>(KafkaConnection.consumer(kafka));
        var producer = new KafkaProducer<byte[], byte[]>(KafkaConnection.producer(kafka))) {
      assertThat(consumer.assignment()).isEmpty();
      assertThat(producer.metrics()).isNotEmpty();
    }
  }

  @Test
  void everyMapIsItsOwn() {
    KafkaConnection.client(kafka).put("client.id", "x");

    assertThat(KafkaConnection.client(kafka)).doesNotContainKey("client.id");
  }
}
