package org.faultmaven.standalone.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SendProgressTest {
  private final StringWriter written = new StringWriter();
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void elsewhereThanOnATerminalItIsALineEveryFewSeconds() {
    SendProgress progress = progress(false, 20_000);

    sendFor(progress, 4_900);
    assertThat(written.toString()).isEmpty();
    sendFor(progress, 300);
    progress.end();

    assertThat(written.toString().lines().toList())
        .singleElement()
        .asString()
        .matches("5,056 lines, 0.0 of 0.0 MB, 1,000 lines/s");
  }

  @Test
  void onATerminalOneLineIsWrittenOverAndWipedAtTheEnd() {
    SendProgress progress = progress(true, 0);

    sendFor(progress, 1_000);
    progress.end();

    assertThat(written.toString()).doesNotContain("\n").endsWith(" \r");
    assertThat(written.toString().split("\r", -1)[1])
        .startsWith("256 lines, 0.0 MB, 1,000 lines/s");
  }

  /** A line of two bytes each millisecond. */
  private void sendFor(SendProgress progress, int millis) {
    for (int i = 0; i < millis; i++) {
      nanos.addAndGet(1_000_000);
      progress.sent(2);
    }
  }

  private SendProgress progress(boolean terminal, long bytes) {
    return new SendProgress(new PrintWriter(written), terminal, bytes, nanos::get);
  }
}
