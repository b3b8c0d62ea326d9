package org.faultmaven.contracts.topic;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
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
  void scramOverTls() {
    Map<String, Object> settings =
        KafkaConnection.client(
            kafka(
                "kafka.security-protocol", "sasl-ssl",
                "kafka.sasl-mechanism", "scram-sha-512",
                "kafka.username", "fault\"maven",
                "kafka.password", "not\\a-real;one",
                "kafka.tls-authorities", "/etc/kafka/ca.pem",
                "kafka.tls-certificate", "/etc/kafka/client.pem"));

    assertThat(settings)
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
        .containsEntry("ssl.truststore.type", "PEM")
        .containsEntry("ssl.keystore.location", "/etc/kafka/client.pem");
    // Kafka's own parser reads back what was given, and the map shows nothing of it.
    var login =
        JaasContext.loadClientContext(Map.of("sasl.jaas.config", new Password(jaas(settings))));
    assertThat(login.configurationEntries().getFirst().getOptions())
        .isEqualTo(Map.of("username", "fault\"maven", "password", "not\\a-real;one"));
    assertThat(settings.toString()).doesNotContain("not\\a-real;one");
  }

  @Test
  void tokensAreFetchedFromTheConfiguredAddressOnly() {
    Map<String, Object> settings =
        KafkaConnection.client(
            kafka(
                "kafka.security-protocol", "SASL_PLAINTEXT",
                "kafka.sasl-mechanism", "OAUTHBEARER",
                "kafka.username", "client",
                "kafka.password", "not-a-real-one",
                "kafka.oauth-token-url", "https://login.example.org/token",
                "kafka.oauth-scope", "kafka"));

    assertThat(settings)
        .containsEntry("sasl.oauthbearer.token.endpoint.url", "https://login.example.org/token");
    assertThat(jaas(settings)).contains("OAuthBearerLoginModule", "scope=\"kafka\"");
    assertThat(System.getProperty("org.apache.kafka.sasl.oauthbearer.allowed.urls"))
        .contains("https://login.example.org/token");
  }

  @Test
  void whatASecuredClusterNeedsIsAskedForAtOnce() {
    assertThatThrownBy(
            () -> kafka("kafka.security-protocol", "SASL_SSL", "kafka.raw-start", "yesterday"))
        .hasMessageContaining("kafka.username")
        .hasMessageContaining("kafka.password")
        .hasMessageContaining("kafka.raw-start");
  }

  private static String jaas(Map<String, Object> settings) {
    return ((Password) requireNonNull(settings.get("sasl.jaas.config"))).value();
  }

  private static KafkaConfig kafka(String... settings) {
    var values = new LinkedHashMap<String, String>();
    for (int i = 0; i < settings.length; i += 2) {
      values.put(settings[i], settings[i + 1]);
    }
    return Configuration.load(ConfigSource.of(values, "test")).config().kafka();
  }

  @Test
  void everyMapIsItsOwn() {
    KafkaConnection.client(kafka).put("client.id", "x");

    assertThat(KafkaConnection.client(kafka)).doesNotContainKey("client.id");
  }
}
