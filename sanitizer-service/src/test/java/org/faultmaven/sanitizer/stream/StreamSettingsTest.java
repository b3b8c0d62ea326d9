package org.faultmaven.sanitizer.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.faultmaven.sanitizer.support.TestConfig;
import org.junit.jupiter.api.Test;

class StreamSettingsTest {
  @Test
  void kafkaUnderstandsThem() {
    Properties settings =
        StreamSettings.of(
            TestConfig.of(
                Path.of("/data"),
                Map.of("kafka.transaction-timeout", "90s", "kafka.max-message", "8MiB")));
    var config = new StreamsConfig(settings);

    assertThat(config.getString(StreamsConfig.APPLICATION_ID_CONFIG))
        .isEqualTo("faultmaven.sanitizer");
    assertThat(config.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG))
        .isEqualTo("exactly_once_v2");
    assertThat(config.getString(StreamsConfig.GROUP_PROTOCOL_CONFIG)).isEqualTo("classic");
    assertThat(config.getString(StreamsConfig.STATE_DIR_CONFIG)).isEqualTo("/data/streams");
    Map<String, Object> producer = config.getProducerConfigs("client");
    assertThat(producer.get(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG)).isEqualTo(90_000);
    assertThat((int) producer.get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG)).isGreaterThan(8 << 20);
    Map<String, Object> consumer = config.getMainConsumerConfigs("group", "client", 0);
    assertThat(consumer.get(ConsumerConfig.ISOLATION_LEVEL_CONFIG)).isEqualTo("read_committed");
    assertThat((int) consumer.get(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG))
        .isGreaterThan(8 << 20);
  }

  @Test
  void anAbsoluteStateDirectoryIsTaken() {
    var config = TestConfig.of(Path.of("/data"), Map.of("sanitizer.state-directory", "/stores"));

    assertThat(StreamSettings.stateDirectory(config)).isEqualTo(Path.of("/stores"));
  }
}
