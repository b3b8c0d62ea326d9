package org.faultmaven.ingest.indexing;

import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Nothing is skipped: a batch that failed is read again, later and later up to a limit below the
 * poll interval.
 */
final class RetryForever implements CommonErrorHandler {
  private static final Logger LOG = LoggerFactory.getLogger(RetryForever.class);
  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final Runnable failed;
  private Duration wait = FIRST;
  private volatile @Nullable String lastError;

  /**
   * @param failed runs at each failure
   */
  RetryForever(Runnable failed) {
    this.failed = failed;
  }

  /** The container would commit the end of what failed, without the position's metadata. */
  @Override
  public boolean isAckAfterHandle() {
    return false;
  }

  @Override
  public void handleBatch(
      Exception failure,
      ConsumerRecords<?, ?> records,
      Consumer<?, ?> consumer,
      MessageListenerContainer container,
      Runnable invokeListener) {
    // The listener has gone back to what is committed already.
    pause(failure, container);
  }

  @Override
  public void handleOtherException(
      Exception failure,
      Consumer<?, ?> consumer,
      MessageListenerContainer container,
      boolean batch) {
    pause(failure, container);
  }

  private synchronized void pause(Exception failure, MessageListenerContainer container) {
    Throwable cause = failure.getCause() instanceof IndexingFailedException own ? own : failure;
    String error =
        cause instanceof IndexingFailedException
            ? String.valueOf(cause.getMessage())
            : cause.getClass().getName();
    lastError = error;
    failed.run();
    LOG.warn("Indexing waits {} ms: {}", wait.toMillis(), error);
    try {
      ListenerUtils.stoppableSleep(container, wait.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    wait = wait.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : wait.multipliedBy(2);
  }

  /** Says that batches succeed again. */
  synchronized void recovered() {
    wait = FIRST;
    lastError = null;
  }

  /** What keeps indexing from going on now, or null. */
  @Nullable String lastError() {
    return lastError;
  }
}
