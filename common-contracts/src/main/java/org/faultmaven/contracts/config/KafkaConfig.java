package org.faultmaven.contracts.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Kafka cluster, its topics and how long they keep what they hold. */
@Section(
    value = "kafka",
    doc = "The Kafka cluster, its topics and how long they keep what they hold.")
public record KafkaConfig(
    @Setting(doc = "Brokers to begin with, host:port.", defaultValue = "localhost:9092")
        List<String> bootstrapServers,
    @Setting(
            doc = "Begins the name of every topic, consumer group and transactional id.",
            defaultValue = "faultmaven.")
        String topicPrefix,
    @Setting(doc = "Raw log topics, whole names; the prefix with logs.raw when empty.")
        List<String> rawLogTopics,
    @Setting(
            doc =
                "Raw log topics of further tenants, as tenant:topic; <prefix><tenant>.logs.raw for"
                    + " a tenant that is not named.")
        List<String> tenantRawLogTopics,
    @Setting(doc = "Create missing topics at the start.", defaultValue = "true")
        boolean createTopics,
    @Setting(
            doc = "Partitions of a topic that is created.",
            defaultValue = "6",
            min = "1",
            max = "10000")
        int partitions,
    @Setting(
            doc = "Replicas of a topic that is created.",
            defaultValue = "1",
            min = "1",
            max = "100")
        int replicationFactor,
    @Setting(doc = "How long raw topics keep a record.", defaultValue = "24h", min = "1m")
        Duration rawRetention,
    @Setting(
            doc = "How long clean logs are kept; the index forgets with them.",
            defaultValue = "7d",
            min = "1m")
        Duration cleanRetention,
    @Setting(
            doc = "Size of a raw partition above which its oldest records go.",
            defaultValue = "4GiB",
            min = "1MiB")
        DataSize rawRetentionBytes,
    @Setting(
            doc = "Size of a clean partition above which its oldest records go.",
            defaultValue = "16GiB",
            min = "1MiB")
        DataSize cleanRetentionBytes,
    @Setting(
            doc = "Largest record on the topics that are created; the broker must allow it.",
            defaultValue = "16MiB",
            min = "1MiB",
            max = "1GiB")
        DataSize maxMessage,
    @Setting(
            doc = "Streams transaction time-out; longer than any call outside.",
            defaultValue = "60s",
            min = "10s",
            max = "15m")
        Duration transactionTimeout,
    @Setting(
            doc = "Port of the broker inside standalone.",
            defaultValue = "9092",
            min = "0",
            max = "65535")
        int port,
    @Setting(
            doc =
                "Where to begin with a raw log topic that was never read: earliest, latest, or a"
                    + " time such as 2026-11-25T00:00:00Z.",
            defaultValue = "earliest")
        String rawStart,
    @Setting(doc = "How brokers are reached.", defaultValue = "PLAINTEXT")
        SecurityProtocol securityProtocol,
    @Setting(doc = "How a client says who it is, with SASL.", defaultValue = "PLAIN")
        SaslMechanism saslMechanism,
    @Setting(doc = "User of PLAIN and SCRAM, client id of OAUTHBEARER.") @Nullable String username,
    @Setting(doc = "Password of PLAIN and SCRAM, client secret of OAUTHBEARER.") Secret password,
    @Setting(doc = "Where OAUTHBEARER gets its tokens (client credentials).")
        @Nullable URI oauthTokenUrl,
    @Setting(doc = "Scope that OAUTHBEARER asks for.") @Nullable String oauthScope,
    @Setting(doc = "PEM file of the authorities that brokers' certificates are checked with.")
        @Nullable Path tlsAuthorities,
    @Setting(doc = "PEM file of the client's certificate chain and unencrypted PKCS#8 key.")
        @Nullable Path tlsCertificate) {
  /** Kafka's names for what goes over the wire. */
  public enum SecurityProtocol {
    PLAINTEXT,
    SSL,
    SASL_PLAINTEXT,
    SASL_SSL;

    public boolean sasl() {
      return this == SASL_PLAINTEXT || this == SASL_SSL;
    }

    public boolean tls() {
      return this == SSL || this == SASL_SSL;
    }
  }

  /** The SASL mechanisms that are supported. */
  public enum SaslMechanism {
    PLAIN,
    @Also("SCRAM-SHA-256")
    SCRAM_SHA_256,
    @Also("SCRAM-SHA-512")
    SCRAM_SHA_512,
    OAUTHBEARER;

    /** As Kafka writes it. */
    public String kafkaName() {
      return name().replace('_', '-');
    }
  }
}
