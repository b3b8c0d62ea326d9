package org.faultmaven.contracts.tool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.faultmaven.contracts.port.ITool;
import org.jspecify.annotations.Nullable;

/**
 * Offers a tool by topic, from any process that reaches Kafka: announces it, carries out calls and
 * answers them, and takes leave at {@link #close}. Several instances of one version share the
 * calls. Needs kafka-clients and this jar.
 *
 * <p>A call is delivered at least once. An instance carries it out once within five minutes, by its
 * idempotency key, and answers each delivery once. A call that was answered is not carried out by
 * another instance, unless this one was killed between the answer and its commit, a few hundred
 * milliseconds later. A call under way in an instance that is killed is carried out again by
 * another, if its deadline allows.
 */
public final class ToolHost implements AutoCloseable {
  private static final Logger LOG = System.getLogger(ToolHost.class.getName());
  private static final int SESSION_MS = 6_000;
  private static final int REQUEST_MS = 5_000;
  private static final int DELIVERY_MS = 10_000;

  private final ToolHostSettings settings;
  private final byte[] key;
  private final byte[] announcement;
  private final Producer<byte[], byte[]> producer;
  private final CallLoop loop;
  private final Thread thread;
  private final ScheduledExecutorService heart =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("tool-heartbeat").factory());

  private ToolHost(ITool tool, ToolHostSettings settings) {
    ToolDescription description = tool.describe();
    String version =
        settings.version() == null ? digest(description) : String.valueOf(settings.version());
    this.settings = settings;
    this.key = new ToolInstance(description.name(), settings.instance()).toBytes();
    this.announcement =
        new ToolAnnouncement(description, version, settings.owner(), settings.heartbeat())
            .toBytes();
    this.producer = new KafkaProducer<>(producerSettings(settings));
    Map<String, Object> consuming = consumerSettings(settings, description.name(), version);
    this.loop =
        new CallLoop(
            () -> new KafkaConsumer<>(consuming),
            settings.topics().toolCalls(description.name()).name(),
            version,
            new CallRunner(tool, settings, producer),
            settings.grace());
    this.thread = Thread.ofPlatform().name("tool-calls").unstarted(loop);
  }

  /**
   * Starts to offer a tool. Returns at once: while Kafka is away it is tried again and again.
   *
   * @throws IllegalArgumentException when the description can't be announced; says why
   */
  public static ToolHost start(ITool tool, ToolHostSettings settings) {
    var host = new ToolHost(tool, settings);
    var _ =
        host.heart.scheduleAtFixedRate(
            host::announce, 0, settings.heartbeat().toMillis(), TimeUnit.MILLISECONDS);
    host.thread.start();
    return host;
  }

  private void announce() {
    try {
      send(announcement);
    } catch (KafkaException | IllegalStateException e) {
      // The next heartbeat tries again.
      LOG.log(Level.WARNING, "no heartbeat ({0})", e.getClass().getSimpleName());
    }
  }

  private void send(byte @Nullable [] value) {
    var _ =
        producer.send(
            new ProducerRecord<>(settings.topics().toolRegistry().name(), key, value),
            (_, e) -> {
              if (e != null) {
                LOG.log(Level.WARNING, "no heartbeat ({0})", e.getClass().getSimpleName());
              }
            });
  }

  /** Takes leave, ends the calls under way within the grace, and closes what it opened. */
  @Override
  public void close() {
    heart.shutdown();
    try {
      if (!heart.awaitTermination(settings.grace().toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(Level.WARNING, "a heartbeat did not end within {0}", settings.grace());
      }
      send(null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (KafkaException | IllegalStateException e) {
      LOG.log(Level.WARNING, "did not take leave ({0})", e.getClass().getSimpleName());
    }
    loop.stop();
    try {
      // The consumer's own leave takes a moment on top of the calls.
      if (!thread.join(settings.grace().multipliedBy(3))) {
        LOG.log(Level.WARNING, "calls did not end within {0}", settings.grace());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close(Duration.ofMillis(DELIVERY_MS));
  }

  private static Map<String, Object> producerSettings(ToolHostSettings settings) {
    var producing = new HashMap<>(settings.client());
    producing.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    producing.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    producing.put(ProducerConfig.ACKS_CONFIG, "all");
    producing.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    producing.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, REQUEST_MS);
    producing.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MS);
    producing.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MS);
    producing.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, settings.maxResult() + (128 << 10));
    return producing;
  }

  private static Map<String, Object> consumerSettings(
      ToolHostSettings settings, String tool, String version) {
    var consuming = new HashMap<>(settings.client());
    consuming.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    consuming.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    consuming.put(ConsumerConfig.GROUP_ID_CONFIG, settings.topics().toolGroup(tool, version));
    consuming.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    consuming.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // A call that came before the first instance had joined is still waited for.
    consuming.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    consuming.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Math.max(1, settings.concurrent()));
    consuming.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MS);
    consuming.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_MS / 3);
    // Only partitions that move stop for a moment when an instance comes or goes.
    consuming.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        List.of(CooperativeStickyAssignor.class.getName()));
    return consuming;
  }

  private static String digest(ToolDescription description) {
    try {
      String all =
          description.description()
              + '\0'
              + description.argumentsSchema()
              + '\0'
              + description.readOnly();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
