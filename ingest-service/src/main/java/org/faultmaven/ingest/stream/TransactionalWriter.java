package org.faultmaven.ingest.stream;

import java.io.Serial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.faultmaven.contracts.config.KafkaConfig;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.topic.KafkaConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records in transactions, one after the other: all records of a call are taken, or none. Of
 * all writers of one transactional id, the one opened last is the only one that can commit. After
 * any failure the producer is thrown away and the next call opens a new one, which also ends what
 * the last left open. Safe for use by many threads; opens nothing before it is used.
 */
public final class TransactionalWriter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TransactionalWriter.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int BLOCK_MILLIS = 10_000;
  private static final int DELIVERY_MILLIS = 30_000;
  private static final int REQUEST_MILLIS = 8_000;

  private final Supplier<Producer<byte[], byte[]>> producers;
  private final ReentrantLock lock = new ReentrantLock(true);
  private @Nullable Producer<byte[], byte[]> producer;

  /**
   * @param producers a new producer with a transactional id each time, not yet initialised
   */
  public TransactionalWriter(Supplier<Producer<byte[], byte[]>> producers) {
    this.producers = producers;
  }

  /** A writer to that cluster which gives up within a minute when Kafka does not answer. */
  public static TransactionalWriter of(KafkaConfig kafka, String transactionalId) {
    Map<String, Object> settings = new HashMap<>(KafkaConnection.producer(kafka));
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    settings.put(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
        Math.toIntExact(kafka.transactionTimeout().toMillis()));
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    return new TransactionalWriter(() -> new KafkaProducer<>(settings));
  }

  /**
   * Makes this the writer that may commit: what others of the same id had begun is ended when this
   * returns, and can't be committed any more.
   *
   * @throws BackendException as {@link #write} does
   */
  public void open() {
    locked(this::opened);
  }

  /**
   * Writes all of the records, or none.
   *
   * @return where they stand, in their order
   * @throws BackendException when they were not taken, or (said in the message) may have been:
   *     retryable when Kafka is away, not when it refuses them
   */
  public List<RecordMetadata> write(List<ProducerRecord<byte[], byte[]>> records) {
    return locked(
        () -> {
          boolean used = producer != null;
          try {
            return transaction(opened(), records);
          } catch (Stale e) {
            // Kafka forgets a producer that was idle for a week (transactional.id.expiration.ms).
            if (used) {
              return transaction(opened(), records);
            }
            throw e;
          }
        });
  }

  /**
   * As {@link #write}, if no other writer of the id was opened since {@link #open}.
   *
   * @throws BackendException also, retryable, when one was
   */
  public List<RecordMetadata> writeIfStillOpen(List<ProducerRecord<byte[], byte[]>> records) {
    return locked(
        () -> {
          Producer<byte[], byte[]> open = producer;
          if (open == null) {
            throw new BackendException("the writer is not open any more; nothing was taken", true);
          }
          return transaction(open, records);
        });
  }

  @Override
  public void close() {
    lock.lock();
    try {
      discard();
    } finally {
      lock.unlock();
    }
  }

  private <T> T locked(Supplier<T> work) {
    try {
      if (!lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new BackendException("others are still writing to Kafka; nothing was taken", true);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackendException("the service is stopping; nothing was taken", true);
    }
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private Producer<byte[], byte[]> opened() {
    Producer<byte[], byte[]> open = producer;
    if (open != null) {
      return open;
    }
    try {
      open = producers.get();
      producer = open;
      open.initTransactions();
      return open;
    } catch (KafkaException e) {
      discard();
      throw refused(e);
    }
  }

  private List<RecordMetadata> transaction(
      Producer<byte[], byte[]> open, List<ProducerRecord<byte[], byte[]>> records) {
    List<RecordMetadata> written;
    try {
      open.beginTransaction();
      written = send(open, records);
    } catch (KafkaException e) {
      abort(open);
      discard();
      throw refused(e);
    }
    commit(open);
    return written;
  }

  private static List<RecordMetadata> send(
      Producer<byte[], byte[]> open, List<ProducerRecord<byte[], byte[]>> records) {
    var sent = new ArrayList<Future<RecordMetadata>>(records.size());
    for (ProducerRecord<byte[], byte[]> record : records) {
      sent.add(open.send(record));
    }
    open.flush();
    var written = new ArrayList<RecordMetadata>(sent.size());
    for (Future<RecordMetadata> each : sent) {
      written.add(result(each));
    }
    return written;
  }

  private static RecordMetadata result(Future<RecordMetadata> sent) {
    try {
      return sent.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException known
          ? known
          : new KafkaException("a record was not sent", e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private void commit(Producer<byte[], byte[]> open) {
    try {
      try {
        open.commitTransaction();
      } catch (TimeoutException e) {
        // Kafka's contract: a commit that timed out may be asked for again, and only that.
        open.commitTransaction();
      }
    } catch (TimeoutException
        | InterruptException
        | ProducerFencedException
        | InvalidProducerEpochException e) {
      // Fenced at a commit: an earlier try of it, whose answer was lost, may have gone through.
      discard();
      throw inDoubt(e);
    } catch (KafkaException e) {
      abort(open);
      discard();
      throw refused(e);
    }
  }

  private static void abort(Producer<byte[], byte[]> open) {
    try {
      open.abortTransaction();
    } catch (KafkaException | IllegalStateException e) {
      // The next producer of this id, or the transaction time-out, aborts it.
      log.warn("a transaction could not be aborted: {}", e.getClass().getSimpleName());
    }
  }

  private void discard() {
    Producer<byte[], byte[]> last = producer;
    producer = null;
    if (last == null) {
      return;
    }
    try {
      last.close(Duration.ZERO);
    } catch (KafkaException e) {
      log.warn("a producer could not be closed: {}", e.getClass().getSimpleName());
    }
  }

  private static BackendException inDoubt(KafkaException e) {
    log.warn("a transaction is in doubt: {}", e.getClass().getSimpleName());
    return new BackendException(
        "Kafka did not answer a commit ("
            + e.getClass().getSimpleName()
            + "); it is not known whether it was taken",
        true);
  }

  private static BackendException refused(KafkaException e) {
    log.warn("Kafka did not take a transaction: {}", e.getClass().getSimpleName());
    String message =
        "Kafka did not take it (" + e.getClass().getSimpleName() + "); nothing was taken";
    if (isStale(e) || isStale(e.getCause())) {
      return new Stale(message);
    }
    return new BackendException(message, !(isRefusal(e) || isRefusal(e.getCause())));
  }

  /** What only a new producer mends. */
  private static boolean isStale(@Nullable Throwable e) {
    return e instanceof ProducerFencedException
        || e instanceof InvalidProducerEpochException
        || e instanceof InvalidPidMappingException;
  }

  /** What another try, even with a new producer, would meet again. */
  private static boolean isRefusal(@Nullable Throwable e) {
    return e instanceof RecordTooLargeException
        || e instanceof AuthorizationException
        || e instanceof AuthenticationException
        || e instanceof InvalidTopicException
        || e instanceof UnsupportedVersionException
        || e instanceof ConfigException;
  }

  /** The producer is no longer the one that may commit. */
  private static final class Stale extends BackendException {
    @Serial private static final long serialVersionUID = 1;

    Stale(String message) {
      super(message, true);
    }
  }
}
