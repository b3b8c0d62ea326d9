package org.faultmaven.standalone.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One KRaft node, broker and controller at once, on the loopback. Its folder outlives it: the next
 * one on the same folder goes on where this one was, after a kill too.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final int NODE = 1;

  private final KafkaRaftServer server;
  private final int port;

  private EmbeddedBroker(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Starts and returns when the broker serves clients.
   *
   * @param directory its data; made and formatted when new
   * @param port to listen on, free
   * @param maxMessageBytes the largest record any topic may take
   * @throws IOException when the folder can't be written or belongs to another broker
   */
  public static EmbeddedBroker start(Path directory, int port, long maxMessageBytes)
      throws IOException {
    // Nobody's business but the broker's: any free one will do.
    int controllerPort = FreePort.find();
    Files.createDirectories(directory);
    format(directory);
    var server =
        new KafkaRaftServer(
            new KafkaConfig(settings(directory, port, controllerPort, maxMessageBytes), false),
            Time.SYSTEM);
    server.startup();
    return new EmbeddedBroker(server, port);
  }

  public String bootstrapServers() {
    return "localhost:" + port;
  }

  /**
   * Stops cleanly: what clients were acknowledged is on disk, and the next start needs no recovery.
   */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void format(Path directory) throws IOException {
    if (Files.exists(directory.resolve("meta.properties"))) {
      // Another cluster id would be refused, and rightly.
      return;
    }
    try {
      new Formatter()
          .setNodeId(NODE)
          .setClusterId(Uuid.randomUuid().toString())
          .addDirectory(directory.toString())
          .setMetadataLogDirectory(directory.toString())
          .setControllerListenerName("CONTROLLER")
          .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
          .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8))
          .run();
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          "the broker's folder " + directory + " can't be formatted: " + e.getMessage(), e);
    } catch (Exception e) {
      throw new IOException("the broker's folder " + directory + " can't be formatted", e);
    }
  }

  private static Map<String, String> settings(
      Path directory, int port, int controllerPort, long maxMessageBytes) {
    return Map.ofEntries(
        Map.entry("process.roles", "broker,controller"),
        Map.entry("node.id", Integer.toString(NODE)),
        Map.entry("controller.quorum.voters", NODE + "@localhost:" + controllerPort),
        Map.entry("controller.listener.names", "CONTROLLER"),
        Map.entry(
            "listeners",
            "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort),
        Map.entry("advertised.listeners", "PLAINTEXT://localhost:" + port),
        Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
        Map.entry("log.dirs", directory.toString()),
        Map.entry("auto.create.topics.enable", "false"),
        Map.entry("message.max.bytes", Long.toString(maxMessageBytes)),
        Map.entry("replica.fetch.max.bytes", Long.toString(maxMessageBytes)),
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("offsets.topic.num.partitions", "1"),
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("transaction.state.log.num.partitions", "1"),
        Map.entry("share.coordinator.state.topic.replication.factor", "1"),
        Map.entry("share.coordinator.state.topic.min.isr", "1"),
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        Map.entry("log.segment.bytes", Integer.toString(128 << 20)),
        Map.entry("log.retention.check.interval.ms", "60000"),
        // A transaction of a process that was killed is over after a minute at the latest, not a
        // quarter of an hour.
        Map.entry("transaction.max.timeout.ms", "900000"),
        Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "2000"));
  }
}
