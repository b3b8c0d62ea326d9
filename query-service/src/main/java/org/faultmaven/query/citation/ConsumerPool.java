package org.faultmaven.query.citation;

import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.faultmaven.contracts.port.BackendException;

/**
 * A few consumers without a group, made when needed and used by one thread at a time. One that
 * failed is closed and made anew.
 */
final class ConsumerPool implements AutoCloseable {
  private final Supplier<Consumer<byte[], byte[]>> factory;
  private final Semaphore free;
  private final Duration patience;
  private final Deque<Consumer<byte[], byte[]>> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  /**
   * @param size the most consumers at once
   * @param patience how long a caller waits for one
   */
  ConsumerPool(Supplier<Consumer<byte[], byte[]>> factory, int size, Duration patience) {
    this.factory = factory;
    this.free = new Semaphore(size);
    this.patience = patience;
  }

  /**
   * @throws BackendException retryable, when all are busy, or Kafka fails
   */
  <T> T use(Function<Consumer<byte[], byte[]>, T> work) {
    acquire();
    try {
      return withConsumer(work);
    } catch (KafkaException e) {
      // Without the cause: a fetch that fails may quote what it read.
      throw new BackendException(
          "Kafka does not answer (" + e.getClass().getSimpleName() + ")", true);
    } finally {
      free.release();
    }
  }

  private <T> T withConsumer(Function<Consumer<byte[], byte[]>, T> work) {
    Consumer<byte[], byte[]> known = idle.poll();
    Consumer<byte[], byte[]> consumer = known == null ? factory.get() : known;
    boolean well = false;
    try {
      T result = work.apply(consumer);
      well = true;
      return result;
    } finally {
      if (well && !closed) {
        idle.push(consumer);
      } else {
        consumer.close();
      }
    }
  }

  private void acquire() {
    try {
      if (closed || !free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new BackendException("Too many citations are being opened", true);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackendException("The service is stopping", true);
    }
  }

  @Override
  public void close() {
    closed = true;
    for (var consumer = idle.poll(); consumer != null; consumer = idle.poll()) {
      consumer.close();
    }
  }
}
