package org.faultmaven.sanitizer.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.faultmaven.adapters.presidio.Presidio;
import org.faultmaven.adapters.presidio.server.PresidioServer;
import org.faultmaven.contracts.config.PresidioConfig;
import org.faultmaven.contracts.config.Secret;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Policies;
import org.faultmaven.redaction.Redaction;
import org.faultmaven.sanitizer.queue.Waiting;
import org.faultmaven.sanitizer.support.Pipeline;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The stream with a real Presidio, which goes away and comes back. */
class PresidioStreamIT extends StreamOnBroker {
  private static final List<String> NAMES =
      List.of("Maria Gonzalez", "John Smith", "Robert Miller", "Ahmed Hassan", "Peter Jones");

  private static PresidioServer server;

  @BeforeAll
  static void startPresidio() {
    server = PresidioServer.start();
  }

  @AfterAll
  static void stopPresidio() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  protected ISanitizer judging() {
    var presidio =
        new PresidioConfig(server.url(), null, Secret.NONE, Duration.ofSeconds(10), "en", 100_000);
    return Redaction.engine(
        Pipeline.HASH,
        List.of(Presidio.recognizer(presidio, Pipeline.HASH, new SimpleMeterRegistry())));
  }

  @Override
  protected Policies policies() {
    return Redaction.policies(config.sanitizer());
  }

  @Override
  protected Waiting waiting() {
    return Waiting.withThreads(2, new SimpleMeterRegistry());
  }

  @Test
  void nothingIsLostDoubledOrRawWhilePresidioIsAwayForSeconds() throws Exception {
    outage(Duration.ofSeconds(10), 0);
  }

  @Test
  @Tag("faults")
  void nothingIsLostDoubledOrRawWhilePresidioIsAwayForAMinuteTwice() throws Exception {
    int sent = outage(Duration.ofSeconds(70), 0);
    outage(Duration.ofSeconds(70), sent);
  }

  /** Sends lines before, while and after it is away. */
  private int outage(Duration length, int from) throws Exception {
    String clean = topics.cleanLogs().getFirst().name();
    int sent = people(from, from + 100);
    int before = sent;
    await("the first lines", () -> read(clean).size() == before);
    server.stop();
    sent = people(sent, sent + 100);
    await("the outage shows", () -> !stream.isReady());
    long end = System.nanoTime() + length.toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(500_000_000);
      assertThat(read(clean)).as("nothing passes").hasSize(before);
    }
    assertThat(stream.describe()).contains("held by");
    sent = people(sent, sent + 100);
    server.restart();

    int all = sent;
    await("all lines", () -> read(clean).size() >= all);
    assertThat(read(clean))
        .extracting(record -> new String(record.value(), UTF_8))
        .hasSize(all)
        .doesNotHaveDuplicates()
        .allMatch(text -> NAMES.stream().noneMatch(text::contains))
        .allMatch(text -> text.contains("<PERSON_"));
    assertThat(read(topics.deadLetters().name())).isEmpty();
    await("the ledger", () -> total().forwarded() == all);
    assertThat(total().accepted()).isEqualTo(all);
    await("the stream is ready", () -> stream.isReady());
    return sent;
  }

  private int people(int from, int to) {
    String raw = topics.rawLogs().getFirst().name();
    for (int i = from; i < to; i++) {
      String line =
          "2026-03-01 12:00:00 request %d was made by %s in word%c%c"
              .formatted(i, NAMES.get(i % NAMES.size()), 'a' + i % 26, 'a' + i / 26 % 26);
      producer.send(new ProducerRecord<>(raw, i % PARTITIONS, null, line.getBytes(UTF_8)));
    }
    producer.flush();
    return to;
  }
}
