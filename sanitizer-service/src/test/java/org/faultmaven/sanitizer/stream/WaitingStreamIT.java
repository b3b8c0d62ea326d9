package org.faultmaven.sanitizer.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.faultmaven.sanitizer.queue.Waiting;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same guarantees where records wait for a sanitiser elsewhere. */
class WaitingStreamIT extends SanitizerStreamIT {
  @Override
  protected Waiting waiting() {
    return Waiting.withThreads(2, new SimpleMeterRegistry());
  }

  @Test
  void whatWaitsIsNotCountedAndOutlivesARestart() {
    lines(0, 30);
    String clean = topics.cleanLogs().getFirst().name();
    await("the first lines", () -> read(clean).size() == 30);
    sanitizer.away = true;
    lines(30, 90);
    await("the outage shows", () -> stream.lastError() != null);

    stream.stop();
    assertThat(read(clean)).hasSize(30);
    assertThat(total().accepted()).as("what waits is not read yet").isEqualTo(30);
    stream = newStream();
    stream.start();
    lines(90, 100);
    await("the outage shows again", () -> stream.lastError() != null);
    sanitizer.away = false;

    await("the others", () -> read(clean).size() >= 100);
    assertThat(read(clean))
        .extracting(record -> new String(record.value(), UTF_8))
        .doesNotHaveDuplicates()
        .hasSize(100);
    await("the ledger", () -> total().forwarded() == 100);
    assertThat(total().accepted()).isEqualTo(100);
  }

  /** Longer than the transaction's time-out, twice. */
  @Test
  @Tag("faults")
  void aLongOutageHoldsTheStreamAndNothingElse() {
    String clean = topics.cleanLogs().getFirst().name();
    int lines = 50;
    lines(0, lines);
    await("the first lines", () -> read(clean).size() == 50);
    for (int outage = 0; outage < 2; outage++) {
      sanitizer.away = true;
      lines(lines, lines + 5_000);
      lines += 5_000;
      await("the outage shows", () -> !stream.isReady());
      long end = System.nanoTime() + Duration.ofSeconds(75).toNanos();
      while (System.nanoTime() < end) {
        LockSupport.parkNanos(1_000_000_000);
        assertThat(stream.isReady()).isFalse();
      }
      assertThat(read(clean)).hasSize(lines - 5_000);
      sanitizer.away = false;
      int expected = lines;
      await("the others", () -> read(clean).size() >= expected);
    }
    assertThat(read(clean))
        .extracting(record -> new String(record.value(), UTF_8))
        .doesNotHaveDuplicates()
        .hasSize(lines);
    assertThat(read(topics.deadLetters().name())).isEmpty();
  }
}
