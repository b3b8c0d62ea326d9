package org.faultmaven.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.Health;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class PortHealthTest {
  @Test
  void upTellsItsLatency() {
    var health = new PortHealth(() -> Health.up(Duration.ofMillis(12))).health();

    assertThat(health.getStatus()).isEqualTo(Status.UP);
    assertThat(health.getDetails()).containsEntry("latencyMs", 12L);
  }

  @Test
  void awayIsDegradedAndSaysWhatToDo() {
    var health =
        new PortHealth(() -> Health.down(Duration.ofMillis(3), "redis is away; start it")).health();

    assertThat(health.getStatus()).isEqualTo(PortHealth.DEGRADED);
    assertThat(health.getDetails()).containsEntry("detail", "redis is away; start it");
  }

  @Test
  void ofAnotherSystemItTellsBreakerAndLastError() {
    var calls = new Health.Calls(Health.Breaker.OPEN, "TIMEOUT");
    var health =
        new PortHealth(() -> new Health(false, Duration.ofMillis(3), "chroma is away", calls))
            .health();

    assertThat(health.getDetails())
        .containsEntry("breaker", "OPEN")
        .containsEntry("lastError", "TIMEOUT");
  }

  @Test
  void aCheckThatThrowsIsAwayToo() {
    var health =
        new PortHealth(
                () -> {
                  throw new BackendException("chroma is away", true);
                })
            .health();

    assertThat(health.getStatus()).isEqualTo(PortHealth.DEGRADED);
    assertThat(health.getDetails()).containsEntry("detail", "chroma is away");
  }
}
