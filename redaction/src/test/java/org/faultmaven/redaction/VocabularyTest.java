package org.faultmaven.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VocabularyTest {
  private final Vocabulary words =
      new Vocabulary(Set.of("replica", "fetcher", "thread", "http", "server"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Replica",
        "REPLICA",
        "ReplicaFetcherThread",
        "HTTPServer",
        "Http-Server 12",
        "[0:0]",
        "http.server.ReplicaThread"
      })
  void explainsWhatHasNoOtherWord(String text) {
    assertThat(explains(text, "PERSON")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Replicas", "ReplicaMarta", "Marta Server", "Threadgood", "\ud835\udc00 Server"})
  void doesNotExplainAnyOther(String text) {
    assertThat(explains(text, "PERSON")).isFalse();
  }

  @Test
  void judgesNamesOnly() {
    assertThat(explains("server", "LOCATION")).isTrue();
    assertThat(explains("server", "NRP")).isTrue();
    assertThat(explains("server", "PASSWORD")).isFalse();
  }

  @Test
  void explainsNothingWhenItIsEmpty() {
    assertThat(new Vocabulary(Set.of()).explains("12", new Span(0, 2, "PERSON", 1, "x"))).isFalse();
  }

  @Test
  void shipsTheWordsOfLogs() {
    Policy logs = Engines.logs();
    assertThat(logs.wordings()).isTrue();
    assertThat(logs.vocabulary())
        .contains("info", "warn", "error")
        .allMatch(word -> word.equals(word.toLowerCase(Locale.ROOT)))
        .allMatch(word -> word.chars().allMatch(Character::isLetter));
    assertThat(Engines.policy(Redaction.DOCUMENTS).vocabulary()).isEmpty();
    assertThat(Engines.policy(Redaction.PRESIDIO).wordings()).isFalse();
  }

  private boolean explains(String text, String type) {
    return words.explains(text, new Span(0, text.length(), type, 1, "x"));
  }
}
