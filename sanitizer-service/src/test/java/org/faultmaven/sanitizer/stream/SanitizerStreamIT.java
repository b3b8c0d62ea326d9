package org.faultmaven.sanitizer.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.sanitizer.support.FakeSanitizer;
import org.faultmaven.sanitizer.support.Pipeline;
import org.faultmaven.sanitizer.support.TestConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guarantees of the stream on a real broker. */
class SanitizerStreamIT extends StreamOnBroker {
  protected final FakeSanitizer sanitizer = new FakeSanitizer();

  @Override
  protected final ISanitizer judging() {
    return sanitizer;
  }

  @Test
  void recordsKeepTheirPartitionAndTheirOrder() {
    for (int i = 0; i < 300; i++) {
      line(i % PARTITIONS, "line " + i + " SECRET" + i);
    }
    producer.flush();

    String clean = topics.cleanLogs().getFirst().name();
    await("all lines", () -> read(clean).size() == 300);
    var last = new HashMap<Integer, Integer>();
    for (ConsumerRecord<byte[], byte[]> record : read(clean)) {
      String text = new String(record.value(), UTF_8);
      int number = Integer.parseInt(text.split(" ")[1]);
      assertThat(record.partition()).isEqualTo(number % PARTITIONS);
      assertThat(number).isGreaterThan(last.getOrDefault(record.partition(), -1));
      last.put(record.partition(), number);
      assertThat(text).doesNotContain("SECRET" + number);
    }
    assertThat(stream.isReady()).isTrue();
    assertThat(stream.describe()).isEqualTo("running");
  }

  @Test
  void anOutageHoldsTheStreamAndLosesDoublesOrPutsAsideNothing() {
    String clean = topics.cleanLogs().getFirst().name();
    lines(0, 50);
    await("the first lines", () -> read(clean).size() == 50);

    sanitizer.away = true;
    lines(50, 100);
    await("the outage shows", () -> "BackendException".equals(stream.lastError()));
    assertThat(stream.isReady()).isFalse();
    assertThat(stream.describe()).contains("held by BackendException");
    assertThat(read(clean)).as("nothing passes").hasSize(50);

    sanitizer.away = false;
    await("the others", () -> read(clean).size() >= 100);

    assertThat(read(clean))
        .extracting(record -> new String(record.value(), UTF_8))
        .doesNotHaveDuplicates()
        .hasSize(100);
    assertThat(read(topics.deadLetters().name())).isEmpty();
    await("the ledger", () -> total().forwarded() == 100);
    assertThat(total().accepted()).isEqualTo(100);
    assertThat(total().quarantined()).isZero();
  }

  @Test
  void whatIsHeldOutlivesARestartAndALostDisk(@TempDir Path otherDisk) {
    String id = Pipeline.id("a document");
    piece(id, 0, 3, "it is SEC");
    await("the first piece", () -> total().held() == 1);
    stream.stop();
    stream = newStream();
    stream.start();
    piece(id, 1, 3, "RE");
    await(
        "the second piece",
        () -> counts().values().stream().anyMatch(counts -> counts.nextOffset() == 2));
    stream.stop();
    config =
        TestConfig.of(
            otherDisk,
            Map.of(
                "kafka.bootstrap-servers",
                broker.getBrokersAsString(),
                "kafka.topic-prefix",
                config.kafka().topicPrefix()));
    stream = newStream();
    stream.start();
    piece(id, 2, 3, "T1 there");

    String clean = topics.cleanDocuments().name();
    await("the document", () -> read(clean).size() == 1);
    assertThat(new String(read(clean).getFirst().value(), UTF_8))
        .isEqualTo("it is " + FakeSanitizer.mask("SECRET1") + " there");
    await("the ledger", () -> total().forwarded() == 1);
    assertThat(total().held()).isZero();
    assertThat(total().accepted()).isEqualTo(1);
  }

  @Test
  void largeRecordsGoThrough() {
    String large = "x".repeat(3 << 20);
    line(0, large);
    piece(Pipeline.id("large"), 0, 2, "y".repeat(8 << 20));
    piece(Pipeline.id("large"), 1, 2, "z".repeat(1 << 20));
    line(0, "w".repeat(10 << 20));

    await("the line", () -> read(topics.cleanLogs().getFirst().name()).size() == 1);
    assertThat(read(topics.cleanLogs().getFirst().name()).getFirst().value()).hasSize(3 << 20);
    await("the document", () -> read(topics.cleanDocuments().name()).size() == 18);
    await("the letter", () -> read(topics.deadLetters().name()).size() == 1);
    assertThat(read(topics.deadLetters().name()).getFirst().value()).hasSize(10 << 20);
    assertThat(stream.lastError()).isNull();
  }
}
