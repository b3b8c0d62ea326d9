package org.faultmaven.sanitizer.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.faultmaven.sanitizer.support.SettableClock;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void waitsLongerEachTimeUpToALimitAndShortAgainAfterAQuietWhile() {
    var clock = new SettableClock();
    var backoff = new Backoff(clock);

    assertThat(backoff.next()).isEqualTo(Duration.ofMillis(250));
    assertThat(backoff.next()).isEqualTo(Duration.ofMillis(500));
    clock.advance(Duration.ofSeconds(30));
    assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(1));
    for (int i = 0; i < 10; i++) {
      backoff.next();
    }
    assertThat(backoff.next()).isEqualTo(Backoff.LONGEST);
    clock.advance(Duration.ofSeconds(66));
    assertThat(backoff.next()).isEqualTo(Backoff.FIRST);
  }
}
