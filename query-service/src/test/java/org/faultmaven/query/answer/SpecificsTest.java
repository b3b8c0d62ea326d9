package org.faultmaven.query.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpecificsTest {
  @Test
  void finds_what_no_language_writes() {
    assertThat(
            Specifics.of(
                "Which clients got 503 from kafka2/logs or wp-login.php after OPTIONS, says"
                    + " ReplicaFetcher of <EMAIL_ADDRESS_k7f3q2mz>?"))
        .containsExactly(
            "503",
            "kafka2/logs",
            "wp-login.php",
            "OPTIONS",
            "ReplicaFetcher",
            "EMAIL_ADDRESS_k7f3q2mz");
  }

  @Test
  void words_are_none() {
    assertThat(Specifics.of("Why did the broker fail? It was slow.")).isEmpty();
  }

  @Test
  void each_once() {
    assertThat(Specifics.of("kafka2, kafka2. kafka2")).containsExactly("kafka2");
  }
}
