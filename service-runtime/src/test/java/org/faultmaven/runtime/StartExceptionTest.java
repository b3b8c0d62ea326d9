package org.faultmaven.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.faultmaven.contracts.port.BackendException;
import org.junit.jupiter.api.Test;

class StartExceptionTest {
  @Test
  void aWordOfOursIsFoundInWhatSpringMakesOfIt() {
    var word = new StartException("the port is taken");

    assertThat(StartException.in(new IllegalStateException("context", word))).isSameAs(word);
  }

  @Test
  void soIsABackendThatWasAskedInVain() {
    var away = new BackendException("chroma is away", true);

    assertThat(StartException.in(new IllegalStateException("context", away)))
        .isInstanceOf(StartException.class)
        .hasMessage("chroma is away.");
  }

  @Test
  void anythingElseStaysWhatItIs() {
    var failure = new IllegalStateException("a defect");

    assertThat(StartException.in(failure)).isSameAs(failure);
  }
}
