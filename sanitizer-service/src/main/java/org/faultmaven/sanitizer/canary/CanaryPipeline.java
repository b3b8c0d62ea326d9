package org.faultmaven.sanitizer.canary;

import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.config.KafkaConfig;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.topic.KafkaConnection;
import org.faultmaven.contracts.topic.TopicCatalog;
import org.faultmaven.contracts.topic.TopicUser;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.runtime.metrics.Periodically;
import org.faultmaven.sanitizer.queue.Waiting;
import org.faultmaven.sanitizer.stream.SanitizerStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The canary with its tenant's own topics and stream, beside those of users: no ledger, index or
 * answer of theirs knows of it. Its topics are made when they are missing. Whatever fails is tried
 * again in the next round; nothing of it keeps users' records from passing, but a secret that was
 * seen.
 */
public final class CanaryPipeline implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(CanaryPipeline.class);
  private static final Duration READY = Duration.ofSeconds(30);

  /** Logs and documents alone, which nobody misses when they are lost. */
  private static final TopicCatalog.Parts PARTS = new TopicCatalog.Parts(false, false, false);

  private final Topics topics;
  private final KafkaConfig kafka;
  private final SanitizerStream stream;
  private final Canary canary;
  private final @Nullable Waiting waiting;
  private final Periodically rounds;
  private boolean topicsThere;

  /**
   * @param config of the canary's tenant
   * @param stream of that tenant, not started
   * @param canary to send through it
   * @param waiting of the stream, closed with it; null when it has none
   */
  public CanaryPipeline(
      FaultMavenConfig config,
      Topics topics,
      SanitizerStream stream,
      Canary canary,
      @Nullable Waiting waiting) {
    this.topics = topics;
    this.kafka = config.kafka();
    this.stream = stream;
    this.canary = canary;
    this.waiting = waiting;
    this.rounds = new Periodically("leak-canary", config.canary().every(), this::round);
  }

  private void round() {
    try {
      if (!topicsThere) {
        ensureTopics();
        topicsThere = true;
      }
      stream.start();
      awaitReady();
      canary.round();
    } catch (BackendException e) {
      LOG.warn("The leak canary waits: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ensureTopics() throws InterruptedException {
    try (Admin admin = KafkaConnection.admin(kafka)) {
      new TopicCatalog(topics, kafka, PARTS).ensure(admin, EnumSet.of(TopicUser.SANITIZER));
    }
  }

  /** A stream that has just begun has no partitions yet: a canary would be late for no reason. */
  private void awaitReady() throws InterruptedException {
    long end = System.nanoTime() + READY.toNanos();
    while (!stream.isReady() && stream.isRunning() && System.nanoTime() - end < 0) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  @Override
  public void start() {
    rounds.start();
  }

  @Override
  public void stop() {
    rounds.stop();
    canary.close();
    stream.stop();
    if (waiting != null) {
      waiting.close();
    }
  }

  @Override
  public boolean isRunning() {
    return rounds.isRunning();
  }

  /** After the streams of users. */
  @Override
  public int getPhase() {
    return 1;
  }
}
