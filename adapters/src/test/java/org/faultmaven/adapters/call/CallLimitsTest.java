package org.faultmaven.adapters.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallLimitsTest {
  /** The original's {@code IVectorStore}: time-outs, retries and breaker. */
  @Test
  void faultMavens_limits_hold() {
    assertThat(CallLimits.ADD)
        .isEqualTo(new CallLimits(Duration.ofSeconds(30), 2, Duration.ofSeconds(2)));
    assertThat(CallLimits.SEARCH)
        .isEqualTo(new CallLimits(Duration.ofSeconds(10), 2, Duration.ofSeconds(1)));
    assertThat(CallLimits.DELETE).isEqualTo(CallLimits.SEARCH);
    assertThat(BreakerLimits.DEFAULT).isEqualTo(new BreakerLimits(5, Duration.ofSeconds(60)));
  }

  @Test
  void the_longest_is_all_attempts_and_the_longest_waits() {
    assertThat(CallLimits.ADD.longest()).isEqualTo(Duration.ofSeconds(3 * 30 + 2 * 3));
    assertThat(CallLimits.once(Duration.ofSeconds(10)).longest()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void refuses_what_makes_no_sense() {
    assertThatIllegalArgumentException().isThrownBy(() -> CallLimits.once(Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CallLimits(Duration.ofSeconds(1), -1, Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CallLimits(Duration.ofSeconds(1), 1, Duration.ofMillis(-1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BreakerLimits(0, Duration.ofSeconds(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> new BreakerLimits(1, Duration.ZERO));
  }
}
