package org.faultmaven.query.tool;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.config.KafkaConfig;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.topic.KafkaConnection;
import org.faultmaven.contracts.topic.TopicCatalog;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.runtime.topic.TopicFollower;
import org.faultmaven.runtime.topic.TopicFollower.Start;
import org.springframework.context.SmartLifecycle;

/** This instance's part in the tools' topics. */
final class ToolTopics implements ToolSource, RemoteTools.Transport, SmartLifecycle, AutoCloseable {
  private static final int API_MS = 10_000;
  private static final int BLOCK_MS = 3_000;
  private static final int FETCH_BYTES = 8 << 20;

  private final Topics topics;
  private final KafkaConfig kafka;
  private final ToolCalls calls;
  private final RemoteTools tools;
  private final TopicFollower registry;
  private final TopicFollower results;
  private final ExecutorService makers =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("tool-makers").factory());

  /**
   * @param taken names that no tool can announce itself by
   */
  ToolTopics(
      FaultMavenConfig config,
      Topics topics,
      ToolText texts,
      Predicate<String> taken,
      Clock clock,
      ToolMetrics metrics) {
    this.topics = topics;
    this.kafka = config.kafka();
    int maxResult = Math.toIntExact(config.tools().maxResult().bytes());
    Map<String, Object> producing = producerSettings(kafka);
    Map<String, Object> consuming = consumerSettings(kafka);
    this.calls = new ToolCalls(() -> new KafkaProducer<>(producing), maxResult, metrics);
    this.tools =
        new RemoteTools(
            topics.tenant(), texts, this, config.tools(), taken, makers, clock, metrics);
    this.registry =
        new TopicFollower(
            topics.toolRegistry().name(),
            Start.BEGINNING,
            () -> new KafkaConsumer<>(consuming),
            tools);
    this.results =
        new TopicFollower(
            topics.toolResults().name(), Start.END, () -> new KafkaConsumer<>(consuming), calls);
  }

  static Map<String, Object> producerSettings(KafkaConfig kafka) {
    Map<String, Object> settings = new HashMap<>(KafkaConnection.producer(kafka));
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MS);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, API_MS / 2);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, API_MS);
    return settings;
  }

  static Map<String, Object> consumerSettings(KafkaConfig kafka) {
    Map<String, Object> settings = new HashMap<>(KafkaConnection.consumer(kafka));
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // Anybody may write to these topics: a transaction left open must not hold back the others.
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_MS);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, API_MS);
    return settings;
  }

  @Override
  public Optional<KnownTool> find(String name) {
    return tools.find(name);
  }

  @Override
  public List<KnownTool> all() {
    return tools.all();
  }

  List<Refusals.Refused> refused() {
    return tools.refused();
  }

  /** Whether every tool that had announced itself before the start is known, and may be called. */
  boolean ready() {
    return registry.ready() && results.ready();
  }

  @Override
  public void prepare(String tool) {
    Map<String, Object> settings = new HashMap<>(KafkaConnection.client(kafka));
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_MS);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, API_MS / 2);
    try (Admin admin = Admin.create(settings)) {
      new TopicCatalog(topics, kafka).ensureToolCalls(admin, tool);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackendException("The service is stopping", true);
    } catch (KafkaException e) {
      throw new BackendException(
          "Kafka does not answer (" + e.getClass().getSimpleName() + ")", true);
    }
  }

  @Override
  public Reply call(String tool, String version, Invocation call) {
    if (!results.ready()) {
      throw new BackendException("The results of tools can't be read from Kafka now", true);
    }
    return calls.call(topics.toolCalls(tool), version, call);
  }

  @Override
  public void start() {
    results.start();
    registry.start();
  }

  @Override
  public void stop() {
    registry.stop();
    results.stop();
  }

  @Override
  public boolean isRunning() {
    return registry.isRunning();
  }

  @Override
  public int getPhase() {
    return registry.getPhase();
  }

  @Override
  public void close() {
    makers.shutdownNow();
    calls.close();
  }
}
