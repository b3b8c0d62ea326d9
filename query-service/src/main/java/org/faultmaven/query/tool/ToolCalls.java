package org.faultmaven.query.tool;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.tool.ToolAnswer;
import org.faultmaven.contracts.tool.ToolProtocol;
import org.faultmaven.contracts.topic.SanitizedTopic;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.contracts.trace.TraceSpan;
import org.faultmaven.runtime.topic.TopicFollower;
import org.jspecify.annotations.Nullable;

/**
 * Sends calls and matches what comes back. The results topic is everybody's: a result counts when
 * it carries the correlation id of a call that waits here, which nobody can guess; what carries an
 * id of this instance and waits no more is late.
 */
final class ToolCalls implements TopicFollower.Listener, AutoCloseable {
  private static final int MAX_CORRELATION = 200;
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Map<String, CompletableFuture<ToolAnswer>> waiting = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private final String instance = random(10);
  private final Supplier<Producer<byte[], byte[]>> producers;
  private final int maxResult;
  private final ToolMetrics metrics;
  private @Nullable Producer<byte[], byte[]> producer;

  /**
   * @param producers makes the producer, at the first call
   * @param maxResult the most bytes of a result
   */
  ToolCalls(Supplier<Producer<byte[], byte[]>> producers, int maxResult, ToolMetrics metrics) {
    this.producers = producers;
    this.maxResult = maxResult;
    this.metrics = metrics;
  }

  /**
   * Sends a call and waits for its result, until the deadline at most.
   *
   * @throws BackendException retryable, when it could not be sent
   */
  Reply call(SanitizedTopic topic, String version, Invocation call) {
    String correlation = instance + "." + random(20);
    var answer = new CompletableFuture<ToolAnswer>();
    var sent = new CompletableFuture<Void>();
    waiting.put(correlation, answer);
    try {
      send(topic, version, correlation, call, answer, sent);
      long millis = Duration.between(Instant.now(), call.deadline()).toMillis();
      return new Reply.Raw(answer.get(Math.max(0, millis), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      if (!sent.isDone()) {
        throw away(e);
      }
      return new Reply.Expired();
    } catch (ExecutionException e) {
      throw away(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackendException("The service is stopping", true);
    } finally {
      waiting.remove(correlation);
    }
  }

  private static BackendException away(Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new BackendException(
        "Kafka did not take the call (" + cause.getClass().getSimpleName() + ")", true);
  }

  private void send(
      SanitizedTopic topic,
      String version,
      String correlation,
      Invocation call,
      CompletableFuture<ToolAnswer> answer,
      CompletableFuture<Void> sent) {
    var headers = new RecordHeaders();
    TopicHeaders.put(headers, ToolProtocol.CORRELATION, correlation);
    TopicHeaders.put(headers, ToolProtocol.CALL, call.callId());
    TopicHeaders.put(headers, ToolProtocol.IDEMPOTENCY_KEY, call.idempotencyKey());
    TopicHeaders.put(headers, ToolProtocol.VERSION, version);
    TopicHeaders.put(headers, ToolProtocol.DEADLINE, Long.toString(call.deadline().toEpochMilli()));
    TraceSpan.current().topic(topic.name()).put(headers);
    try {
      // Calls of one idempotency key go to one partition, and so to one instance.
      var _ =
          producer()
              .send(
                  topic.record(null, call.idempotencyKey(), call.arguments(), headers),
                  (_, e) -> {
                    if (e == null) {
                      sent.complete(null);
                    } else {
                      answer.completeExceptionally(e);
                    }
                  });
    } catch (KafkaException e) {
      throw away(e);
    }
  }

  private synchronized Producer<byte[], byte[]> producer() {
    Producer<byte[], byte[]> known = producer;
    if (known == null) {
      known = producers.get();
      producer = known;
    }
    return known;
  }

  @Override
  public void record(ConsumerRecord<byte[], byte[]> record, boolean old) {
    String correlation = TopicHeaders.text(record.headers(), ToolProtocol.CORRELATION);
    if (correlation == null || correlation.length() > MAX_CORRELATION) {
      metrics.stray();
      return;
    }
    CompletableFuture<ToolAnswer> answer = waiting.remove(correlation);
    if (answer != null) {
      answer.complete(answer(record));
    } else if (correlation.startsWith(instance + ".")) {
      metrics.late();
    }
  }

  private ToolAnswer answer(ConsumerRecord<byte[], byte[]> record) {
    boolean ok =
        ToolProtocol.OK.equals(TopicHeaders.text(record.headers(), ToolProtocol.OUTCOME))
            && record.value() != null;
    byte[] value = record.value() == null ? new byte[0] : record.value();
    ToolAnswer answer = ToolAnswer.limited(ok, value, maxResult);
    return "true".equals(TopicHeaders.text(record.headers(), ToolProtocol.TRUNCATED))
        ? new ToolAnswer(ok, answer.text(), true)
        : answer;
  }

  private String random(int bytes) {
    byte[] drawn = new byte[bytes];
    random.nextBytes(drawn);
    return KeyedHash.base32(drawn);
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(CLOSE);
    }
  }
}
