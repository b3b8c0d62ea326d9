package org.faultmaven.standalone.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.faultmaven.contracts.config.KafkaConfig;
import org.faultmaven.contracts.topic.KafkaConnection;
import org.faultmaven.standalone.client.LibraryLogs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where Kafka is, and clients of it. */
class KafkaOptions {
  private static final int CONNECT_MILLIS = 3_000;
  private static final long DESCRIBE_SECONDS = 15;

  /** As long as a broker that was killed takes to be back. */
  private static final int PATIENCE_MILLIS = 120_000;

  private final ClientConfig config = new ClientConfig();

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      split = ",",
      description = "Kafka brokers (${DEFAULT-VALUE}).")
  private List<String> bootstrap = List.of();

  @Option(
      names = "--client-config",
      paramLabel = "FILE",
      description = "Properties for the Kafka client, such as its security.protocol.")
  private @Nullable Path clientConfig;

  /**
   * A producer to a topic that was seen to be there.
   *
   * @throws CommandFailure when there is no broker or no such topic
   */
  Producer<byte[], byte[]> producer(String topic) throws CommandFailure {
    Map<String, Object> connection = connected();
    Map<String, Object> settings = KafkaConnection.producer(config.kafka());
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    settings.putAll(connection);
    try {
      requireTopic(connection, topic);
      return new KafkaProducer<>(settings);
    } catch (KafkaException e) {
      throw CommandFailure.failed(
          "no Kafka client can be made ("
              + e.getMessage()
              + "). Check --bootstrap and --client-config.");
    }
  }

  KafkaConfig settings() {
    return config.kafka();
  }

  /**
   * What a client connects with, when something listens there.
   *
   * @throws CommandFailure when nothing does
   */
  Map<String, Object> connected() throws CommandFailure {
    LibraryLogs.off();
    requireListener();
    return connection();
  }

  /** Longest line in bytes, as the topics that the product creates allow it. */
  int maxLine() {
    return Math.toIntExact(config.kafka().maxMessage().bytes());
  }

  private Map<String, Object> connection() throws CommandFailure {
    var settings = new HashMap<String, Object>();
    if (clientConfig != null) {
      var properties = new Properties();
      try (InputStream in = Files.newInputStream(clientConfig)) {
        properties.load(in);
      } catch (IOException | IllegalArgumentException e) {
        throw CommandFailure.badUsage("--client-config: " + clientConfig + " can't be read.");
      }
      properties
          .stringPropertyNames()
          .forEach(name -> settings.put(name, properties.getProperty(name)));
    }
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, String.join(",", bootstrap));
    return settings;
  }

  /** Kafka's clients would try for minutes, and say so in a log only. */
  private void requireListener() throws CommandFailure {
    for (String broker : bootstrap) {
      int colon = broker.lastIndexOf(':');
      try (var socket = new Socket()) {
        int port = Integer.parseInt(broker.substring(colon + 1));
        socket.connect(
            new InetSocketAddress(broker.substring(0, Math.max(0, colon)), port), CONNECT_MILLIS);
        return;
      } catch (IllegalArgumentException e) {
        throw CommandFailure.badUsage(
            "--bootstrap wants host:port, as in localhost:9092, and not " + broker + ".");
      } catch (IOException e) {
        // The next one may.
      }
    }
    throw CommandFailure.failed(
        "no Kafka broker answers at "
            + String.join(", ", bootstrap)
            + ". Start it with ./faultmaven up, or say with --bootstrap where it is.");
  }

  private void requireTopic(Map<String, Object> settings, String topic) throws CommandFailure {
    try (Admin admin = Admin.create(settings)) {
      admin.describeTopics(List.of(topic)).allTopicNames().get(DESCRIBE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw CommandFailure.failed(
          "what listens at "
              + String.join(", ", bootstrap)
              + " did not answer as Kafka does. Check the address, and the security.protocol in"
              + " --client-config.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted while Kafka was to answer.");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof UnknownTopicOrPartitionException) {
        throw CommandFailure.failed(
            "there is no topic " + topic + ". Create it, or name another with --topic.");
      }
      throw CommandFailure.failed(
          "the topic %s can't be used (%s)."
              .formatted(topic, cause == null ? "no reason given" : cause.getMessage()));
    }
  }
}
