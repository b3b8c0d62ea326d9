package org.faultmaven.query.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.faultmaven.contracts.kit.ManualClock;
import org.junit.jupiter.api.Test;

class SessionTokensTest {
  private final ManualClock clock = new ManualClock(Instant.parse("2031-06-01T00:00:00Z"));
  private final SessionTokens tokens = new SessionTokens(100, Duration.ofHours(1), clock);

  @Test
  void aSessionHasItsOwn() {
    tokens.spend("a", 60);
    assertThat(tokens.left("a")).isTrue();
    tokens.spend("a", 60);
    assertThat(tokens.left("a")).isFalse();
    assertThat(tokens.left("b")).isTrue();
  }

  @Test
  void aQuestionByItselfHasNone() {
    tokens.spend(null, 1_000);
    assertThat(tokens.left(null)).isTrue();
  }

  @Test
  void whatAnEndedSessionSpentIsForgotten() {
    tokens.spend("a", 200);
    clock.advance(Duration.ofMinutes(61));
    assertThat(tokens.left("a")).isTrue();
  }

  @Test
  void memoryIsBounded() {
    tokens.spend("first", 200);
    for (int i = 0; i < 10_000; i++) {
      tokens.spend("s" + i, 200);
    }
    assertThat(tokens.left("first")).isTrue();
    assertThat(tokens.left("s9999")).isFalse();
  }
}
