package org.faultmaven.runtime;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.faultmaven.contracts.config.KafkaConfig;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.topic.KafkaConnection;
import org.faultmaven.contracts.topic.TopicCatalog;
import org.faultmaven.contracts.topic.TopicUser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Comes first: nothing of a service starts before Kafka answers and the topics are there. While
 * Kafka is away the start waits for it, and says so.
 */
public final class TopicsReady implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(TopicsReady.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Runnable broker;
  private final TopicCatalog catalog;
  private final Set<TopicUser> users;
  private final KafkaConfig kafka;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile boolean running;

  /**
   * @param broker returns when the broker serves, where this process has its own
   * @param users whose rights on the topics are looked at
   */
  public TopicsReady(
      Runnable broker, TopicCatalog catalog, Set<TopicUser> users, KafkaConfig kafka) {
    this.broker = broker;
    this.catalog = catalog;
    this.users = Set.copyOf(users);
    this.kafka = kafka;
  }

  /** The same for other topics on the same broker. */
  public TopicsReady like(TopicCatalog other, KafkaConfig settings) {
    return new TopicsReady(() -> {}, other, users, settings);
  }

  @Override
  public void start() {
    broker.run();
    try {
      while (!ensured()) {
        if (stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("the start was interrupted.");
    }
    running = true;
  }

  private boolean ensured() throws InterruptedException {
    try (Admin admin = KafkaConnection.admin(kafka)) {
      catalog.ensure(admin, users).forEach(remark -> LOG.warn("{}", remark));
      catalog.requireGroups(admin, users);
      return true;
    } catch (BackendException e) {
      if (!e.retryable()) {
        throw new StartException(e.getMessage() + ".");
      }
      LOG.warn("{}; waiting for it", e.getMessage());
      return false;
    }
  }

  @Override
  public void stop() {
    stopping.countDown();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Integer.MIN_VALUE;
  }
}
