package org.faultmaven.standalone.server;

import org.apache.kafka.clients.admin.Admin;
import org.faultmaven.contracts.config.KafkaConfig;
import org.faultmaven.contracts.topic.KafkaConnection;
import org.faultmaven.contracts.topic.TopicCatalog;
import org.springframework.context.SmartLifecycle;

/** Comes first: no service starts before the broker serves and the topics are there. */
final class BrokerLink implements SmartLifecycle {
  private final BrokerStart broker;
  private final TopicCatalog catalog;
  private final KafkaConfig kafka;
  private volatile boolean running;

  BrokerLink(BrokerStart broker, TopicCatalog catalog, KafkaConfig kafka) {
    this.broker = broker;
    this.catalog = catalog;
    this.kafka = kafka;
  }

  @Override
  public void start() {
    broker.await();
    try (Admin admin = Admin.create(KafkaConnection.client(kafka))) {
      catalog.ensure(admin);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("the start was interrupted.");
    }
    running = true;
  }

  @Override
  public void stop() {
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
