package org.faultmaven.ingest.indexing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.contracts.record.EntrySelector;
import org.faultmaven.contracts.topic.SanitizedTopic;
import org.faultmaven.contracts.topic.Topics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The index forgets with the clean topic: what retention has removed there is deleted here. */
final class RetentionSweep implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(RetentionSweep.class);
  private static final long EVERY_SECONDS = 60;

  private final Topics topics;
  private final IVectorStore store;
  private final EntryWriter writer;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private @Nullable ScheduledExecutorService scheduler;

  RetentionSweep(
      Topics topics,
      IVectorStore store,
      EntryWriter writer,
      Supplier<Consumer<byte[], byte[]>> consumers) {
    this.topics = topics;
    this.store = store;
    this.writer = writer;
    this.consumers = consumers;
  }

  /** Deletes what is gone; returns how many entries. */
  int sweep() {
    int forgotten = 0;
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      for (SanitizedTopic topic : topics.cleanLogs()) {
        for (Map.Entry<TopicPartition, Long> beginning : beginnings(consumer, topic).entrySet()) {
          forgotten += forget(topic, beginning.getKey().partition(), beginning.getValue());
        }
      }
    }
    return forgotten;
  }

  private static Map<TopicPartition, Long> beginnings(
      Consumer<byte[], byte[]> consumer, SanitizedTopic topic) {
    var partitions = new ArrayList<TopicPartition>();
    for (PartitionInfo info : consumer.partitionsFor(topic.name())) {
      partitions.add(new TopicPartition(info.topic(), info.partition()));
    }
    return consumer.beginningOffsets(partitions);
  }

  private int forget(SanitizedTopic topic, int partition, long before) {
    if (before == 0) {
      return 0;
    }
    List<String> ids =
        store.ids(topics.tenant(), new EntrySelector.Before(topic.name(), partition, before));
    var batch = new EntryBatch();
    batch.delete(ids);
    writer.write(batch);
    return ids.size();
  }

  @Override
  public synchronized void start() {
    scheduler =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("retention-sweep").daemon().factory());
    var running =
        scheduler.scheduleWithFixedDelay(
            this::safely, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    LOG.debug("The sweep is scheduled: {}", !running.isDone());
  }

  private void safely() {
    try {
      int forgotten = sweep();
      if (forgotten > 0) {
        LOG.info("{} entries were forgotten with their records", forgotten);
      }
    } catch (BackendException | KafkaException e) {
      LOG.warn(
          "The sweep is tried again in {} s ({})", EVERY_SECONDS, e.getClass().getSimpleName());
    }
  }

  @Override
  public synchronized void stop() {
    if (scheduler != null) {
      scheduler.shutdownNow();
      scheduler = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return scheduler != null;
  }
}
