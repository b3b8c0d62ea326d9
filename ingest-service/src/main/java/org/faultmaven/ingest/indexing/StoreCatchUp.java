package org.faultmaven.ingest.indexing;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.AuthorizationException;
import org.faultmaven.contracts.config.KafkaConfig;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.topic.KafkaConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Ends a move, before the indexer begins: brings into the store what was indexed between the end of
 * the move and this start, and forgets the move's position. Nothing to do when there was no move.
 */
final class StoreCatchUp implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(StoreCatchUp.class);

  private final StoreReplay replay;
  private final KafkaConfig kafka;
  private final String group;
  private volatile boolean running;

  /**
   * @param group of the replay into this store
   */
  StoreCatchUp(StoreReplay replay, KafkaConfig kafka, String group) {
    this.replay = replay;
    this.kafka = kafka;
    this.group = group;
  }

  /**
   * @throws BackendException when the store or Kafka is away: the start is to be tried again; not
   *     retryable when a right is missing
   */
  @Override
  public void start() {
    running = true;
    try {
      catchUp();
    } catch (AuthorizationException e) {
      throw new BackendException(
          "no right to [READ] consumer group "
              + group
              + " and the entries topic: grant it to this service's user",
          false,
          e);
    }
  }

  private void catchUp() {
    if (!replay.begun()) {
      return;
    }
    LOG.info("The vector store was moved here; what came since then is added");
    if (replay.run((entries, left) -> LOG.info("{} entries added", entries), () -> running)) {
      forget();
    }
  }

  private void forget() {
    try (Admin admin = KafkaConnection.admin(kafka)) {
      var partitions =
          admin
              .listConsumerGroupOffsets(group)
              .partitionsToOffsetAndMetadata()
              .get()
              .entrySet()
              .stream()
              .map(Map.Entry::getKey)
              .collect(Collectors.toSet());
      admin.deleteConsumerGroupOffsets(group, partitions).all().get();
    } catch (ExecutionException e) {
      // Then the next start replays a little: no harm.
      LOG.warn("The move's position stays ({})", e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before the indexer's listener, and after the topics are there. */
  @Override
  public int getPhase() {
    return -1;
  }
}
