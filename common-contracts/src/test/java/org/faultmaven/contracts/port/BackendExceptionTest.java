package org.faultmaven.contracts.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BackendExceptionTest {
  @Test
  void itKnowsWhetherTheSameCallMaySucceedLater() {
    assertThat(new BackendException("away", true).retryable()).isTrue();
    assertThat(new BackendException("refused", false).retryable()).isFalse();
  }

  @Test
  void aCauseThatHoldsNoContentIsKept() {
    var cause = new IllegalStateException("port closed");

    assertThat(new BackendException("away", true, cause)).hasCause(cause).hasMessage("away");
  }
}
