package org.faultmaven.standalone.send;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.junit.jupiter.api.Test;

class LogSenderTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  private final MockProducer<byte[], byte[]> producer = producer(true);

  @Test
  void eachLineIsARecordUnderItsSource() {
    LogSender sender = sender(producer, 100);

    sender.send("app.log", "checkout/app.log", stream("first\r\n\nth\u00efrd"));
    SendResult result = sender.finish();

    assertThat(producer.history())
        .extracting(record -> new String(record.value(), UTF_8))
        .containsExactly("first", "", "th\u00efrd");
    for (ProducerRecord<byte[], byte[]> record : producer.history()) {
      assertThat(record.topic()).isEqualTo("logs.raw");
      assertThat(new String(record.key(), UTF_8)).isEqualTo("checkout/app.log");
      assertThat(TopicHeaders.text(record.headers(), TopicHeaders.SOURCE))
          .isEqualTo("checkout/app.log");
      assertThat(TopicHeaders.number(record.headers(), TopicHeaders.SENT_AT, 0))
          .isEqualTo(NOW.toEpochMilli());
    }
    assertThat(result.accepted()).isEqualTo(3);
    assertThat(result.bytes()).isEqualTo(11);
    assertThat(result.complete()).isTrue();
  }

  @Test
  void bytesThatAreNoUtf8GoAsTheyAre() {
    LogSender sender = sender(producer, 100);
    byte[] invalid = {'a', (byte) 0xff, (byte) 0xfe};

    sender.send("app.log", "s", new ByteArrayInputStream(invalid));

    assertThat(producer.history().getFirst().value()).isEqualTo(invalid);
  }

  @Test
  void aLineThatIsTooLongIsReportedWithoutItsContentAndTheRestGoesOn() {
    LogSender sender = sender(producer, 10);

    sender.send("app.log", "s", stream("ok\nsecret-that-is-too-long\nfine\n"));
    SendResult result = sender.finish();

    assertThat(result.accepted()).isEqualTo(2);
    assertThat(result.refusals()).containsExactly("app.log, line 2: too long (23 bytes)");
    assertThat(result.failure()).isNull();
    assertThat(result.complete()).isFalse();
  }

  @Test
  void whatKafkaFindsTooLargeIsReportedLikewise() {
    MockProducer<byte[], byte[]> slow = producer(false);
    LogSender sender = sender(slow, 100);

    sender.send("app.log", "s", stream("one\ntwo\n"));
    slow.errorNext(new RecordTooLargeException("too large"));
    slow.completeNext();
    SendResult result = sender.finish();

    assertThat(result.accepted()).isEqualTo(1);
    assertThat(result.refusals()).containsExactly("app.log, line 1: too long (3 bytes)");
  }

  @Test
  void afterAFailureNothingMoreIsSent() {
    MockProducer<byte[], byte[]> slow = producer(false);
    LogSender sender = sender(slow, 100);

    sender.send("a.log", "s", stream("one\ntwo\n"));
    slow.completeNext();
    slow.errorNext(new TimeoutException("expired"));
    sender.send("b.log", "s", stream("three\n"));
    SendResult result = sender.finish();

    assertThat(slow.history()).hasSize(2);
    assertThat(result.accepted()).isEqualTo(1);
    assertThat(result.failure()).isEqualTo("TimeoutException: expired");
    assertThat(result.complete()).isFalse();
  }

  @Test
  void whatTheProducerThrowsIsAFailureToo() {
    producer.sendException = new TimeoutException("no metadata");
    LogSender sender = sender(producer, 100);

    sender.send("a.log", "s", stream("one\ntwo\n"));

    assertThat(sender.finish().failure()).isEqualTo("TimeoutException: no metadata");
  }

  @Test
  void aStreamThatBreaksIsReportedAndTheNextOneIsSent() {
    LogSender sender = sender(producer, 100);
    var broken =
        new InputStream() {
          private int count;

          @Override
          public int read() throws IOException {
            if (count++ < 6) {
              return count % 3 == 0 ? '\n' : 'x';
            }
            throw new IOException("not a whole gzip file");
          }

          @Override
          public int read(byte[] to, int offset, int length) throws IOException {
            to[offset] = (byte) read();
            return 1;
          }
        };

    sender.send("broken.gz", "s", broken);
    sender.send("b.log", "s", stream("three\n"));
    SendResult result = sender.finish();

    assertThat(result.accepted()).isEqualTo(3);
    assertThat(result.refusals())
        .containsExactly("broken.gz: unreadable after line 2 (IOException)");
  }

  @Test
  void refusalsAreAllCountedAndTheFirstAreTold() {
    LogSender sender = sender(producer, 1);

    sender.send("app.log", "s", stream("too long\n".repeat(150)));
    SendResult result = sender.finish();

    assertThat(result.refused()).isEqualTo(150);
    assertThat(result.refusals()).hasSize(100);
  }

  private static MockProducer<byte[], byte[]> producer(boolean acknowledge) {
    return new MockProducer<>(
        acknowledge, null, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static LogSender sender(MockProducer<byte[], byte[]> producer, int maxLine) {
    var silent = new SendProgress(new PrintWriter(new StringWriter()), false, 0, System::nanoTime);
    return new LogSender(producer, "logs.raw", maxLine, Clock.fixed(NOW, ZoneOffset.UTC), silent);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }
}
