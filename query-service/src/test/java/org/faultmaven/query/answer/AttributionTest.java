package org.faultmaven.query.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.faultmaven.contracts.kit.SampleEntries.log;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AttributionTest {
  private final Attribution attribution =
      new Attribution(
          evidence(
              "ERROR order 7 failed: used memory > maxmemory, not stored",
              "WARN connection to node 2 was closed by its peer"));

  private static List<Candidate> evidence(String... texts) {
    return Stream.of(texts)
        .map(
            text ->
                Candidate.of(
                    log("e").text(text).source("checkout/app.log").build(),
                    1,
                    Severity.NONE,
                    Novelty.UNKNOWN))
        .toList();
  }

  @Test
  void whatRepeatsAPieceIsOfThatPiece() {
    assertThat(attribution.of("The connection to node 2 was closed by its peer.")).hasValue(2);
    assertThat(attribution.of("Order 7 failed, not stored: used memory > maxmemory.")).hasValue(1);
  }

  @Test
  void whatSaysMoreIsOfNone() {
    assertThat(attribution.of("The connection to node 2 was closed since the disk was full"))
        .isEmpty();
    assertThat(attribution.of("I am a helpful assistant and can answer questions")).isEmpty();
  }

  @Test
  void anotherNumberOrANegationIsAnotherStatement() {
    assertThat(attribution.of("The connection to node 3 was closed by its peer.")).isEmpty();
    assertThat(attribution.of("The connection to node 2 was not closed by its peer.")).isEmpty();
  }

  @Test
  void aFewWordsProveNothing() {
    assertThat(attribution.of("connection closed")).isEmpty();
  }
}
