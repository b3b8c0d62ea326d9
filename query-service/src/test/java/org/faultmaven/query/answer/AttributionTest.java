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
  void whatSharesNoWordWithWhatItCitesSaysNothingOfIt() {
    assertThat(attribution.supports("The evidence is [1] 2026-11-24 04:24:34.188.")).isFalse();
    assertThat(attribution.supports("The moon is made of cheese [2].")).isFalse();
    assertThat(attribution.supports("Several connections broke [2].")).isTrue();
    assertThat(attribution.supports("Several connections broke [1].")).isFalse();
    assertThat(attribution.supports("Orders ran out of memory [2] [1].")).isTrue();
    assertThat(attribution.supports("Somebody said so [T1].")).isTrue();
  }

  @Test
  void aFewWordsProveNothing() {
    assertThat(attribution.of("connection closed")).isEmpty();
  }
}
