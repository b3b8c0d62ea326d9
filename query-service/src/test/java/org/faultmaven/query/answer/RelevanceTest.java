package org.faultmaven.query.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.faultmaven.contracts.kit.SampleEntries.log;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelevanceTest {
  @Test
  void who_speaks_of_all_that_is_asked_counts_more_than_who_speaks_of_one_thing() {
    Relevance relevance = Relevance.of("which broker was lost first?", Window.ALL);

    double both = relevance.of(log("a").text("Broker failure callback for 1").build());
    double one = relevance.of(log("b").text("GET /find-that-lost-screen.html").build());
    double none = relevance.of(log("c").text("connection accepted").build());
    assertThat(both).isEqualTo(1);
    assertThat(one).isLessThan(both).isGreaterThan(none);
    assertThat(none).isPositive();
  }

  @Test
  void the_source_speaks_too() {
    Relevance relevance = Relevance.of("cleaner start on kafka2", Window.ALL);

    assertThat(relevance.of(log("a").source("kafka2/cleaner.log").text("starting").build()))
        .isGreaterThan(
            relevance.of(log("b").source("kafka1/cleaner.log").text("starting").build()));
  }

  @ParameterizedTest
  @CsvSource({
    "expire, expired, true",
    "shut, shutting, true",
    "broker, brokers, true",
    "elected, elect, true",
    "start, state, false",
    "isr, is, false",
    "connect, control, false",
  })
  void forms_of_one_word_are_alike(String one, String other, boolean alike) {
    assertThat(Relevance.alike(one, other)).isEqualTo(alike);
    assertThat(Relevance.alike(other, one)).isEqualTo(alike);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"what went wrong?", "why was node 2 lost?", "errors at 20:49", "timeouts?"})
  void trouble_counts_when_it_is_asked_for_or_nothing_else_is(String question) {
    assertThat(Relevance.of(question, Window.ALL).ofTrouble()).isEqualTo(1);
  }

  @Test
  void trouble_counts_less_when_something_else_is_asked_for() {
    assertThat(Relevance.of("what is the cluster id?", Window.ALL).ofTrouble()).isLessThan(1);
  }
}
