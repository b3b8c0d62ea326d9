package org.faultmaven.standalone.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.standalone.send.LineReader.Line;
import org.jspecify.annotations.Nullable;

/**
 * Sends lines to a raw topic, a record each, with the source as key, so that a source's lines stay
 * in order, and as header. Bytes go as they are: what is no text is for the pipeline to judge. For
 * one thread.
 */
public final class LogSender {
  /** As many are told one by one; all are counted. */
  private static final int MAX_REFUSALS = 100;

  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final int maxLine;
  private final Clock clock;
  private final SendProgress progress;
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final List<String> refusals = new ArrayList<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /**
   * @param producer that waits for all replicas; the caller closes it
   * @param maxLine longest line in bytes; a longer one is refused
   */
  public LogSender(
      Producer<byte[], byte[]> producer,
      String topic,
      int maxLine,
      Clock clock,
      SendProgress progress) {
    this.producer = producer;
    this.topic = topic;
    this.maxLine = maxLine;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * Sends the lines of a stream, which the caller closes. Returns when they are handed to Kafka,
   * which may not have acknowledged them yet; at once when the sending has failed before.
   *
   * @param name of the stream, for reports
   * @param source what the lines are sent under
   */
  public void send(String name, String source, InputStream in) {
    byte[] key = source.getBytes(UTF_8);
    var reader = new LineReader(in, maxLine);
    long number = 0;
    try {
      Line line = reader.next();
      while (line != null && failure.get() == null) {
        number++;
        send(name, number, key, line);
        line = reader.next();
      }
    } catch (IOException e) {
      refuse(
          "%s: unreadable after line %d (%s)"
              .formatted(name, number, e.getClass().getSimpleName()));
    } catch (KafkaException e) {
      failure.compareAndSet(null, e);
    }
  }

  private void send(String name, long number, byte[] key, Line line) {
    byte[] value = line.bytes();
    if (value == null) {
      refuse(tooLong(name, number, line.length()));
      return;
    }
    var record = new ProducerRecord<>(topic, key, value);
    record.headers().add(TopicHeaders.SOURCE, key);
    TopicHeaders.put(record.headers(), TopicHeaders.SENT_AT, Long.toString(clock.millis()));
    var _ =
        producer.send(
            record,
            (_, e) -> {
              if (e == null) {
                accepted.incrementAndGet();
                bytes.addAndGet(value.length);
              } else if (e instanceof RecordTooLargeException) {
                refuse(tooLong(name, number, value.length));
              } else {
                failure.compareAndSet(null, e);
              }
            });
    progress.sent(value.length + 1L);
  }

  private static String tooLong(String name, long number, long length) {
    return "%s, line %d: too long (%,d bytes)".formatted(name, number, length);
  }

  private void refuse(String what) {
    refused.incrementAndGet();
    synchronized (refusals) {
      if (refusals.size() < MAX_REFUSALS) {
        refusals.add(what);
      }
    }
  }

  /** Takes note of a stream that could not be opened, or not be read to its end. */
  public void unreadable(String name, IOException e) {
    refuse("%s: unreadable (%s)".formatted(name, e.getClass().getSimpleName()));
  }

  /** Waits for all acknowledgements, and tells what became of the lines. */
  public SendResult finish() {
    try {
      producer.flush();
    } catch (KafkaException e) {
      failure.compareAndSet(null, e);
    }
    Throwable cause = failure.get();
    synchronized (refusals) {
      return new SendResult(
          accepted.get(),
          bytes.get(),
          refused.get(),
          refusals,
          cause == null ? null : reason(cause));
    }
  }

  /** Kafka's messages name topics, partitions and times, never a record's content. */
  private static String reason(Throwable cause) {
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }
}
