package org.faultmaven.query.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.faultmaven.contracts.kit.SampleEntries.log;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidencePartsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[2016-12-19 20:39:48,918] ERROR no leader | ERROR",
        "FATAL can't bind | FATAL",
        "2016-12-19 20:39:48 WARN queue is full | WARN",
        "WARN fetch (x) java.io.IOException: Connection was closed | EXCEPTION",
        "INFO caught java.lang.IllegalStateException | EXCEPTION",
        "2016/12/19 20:39:48 [error] 7#7: upstream timed out | ERROR",
        "{\"level\":\"error\",\"message\":\"no\"} | ERROR",
        "level=fatal msg=no | FATAL",
        "E1219 20:39:48.918 7 file.go:1] no | ERROR",
        "INFO [Controller 0]: Broker failure callback for 2 | NOTICE",
        "INFO Client disconnected | NOTICE",
        "INFO 0 failed, 12 passed | NONE",
        "INFO the error_code=0 of a response | NONE",
        "INFO started | NONE",
        "TRACE received response {error_code=0} | DETAIL",
        "DEBUG connection refused | DETAIL",
        "a terror warning | NONE",
      })
  void severity(String text, Severity severity) {
    assertThat(Severity.of(text)).isEqualTo(severity);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[2016-12-19 20:39:48,918] WARN lost | WARN lost",
        "2016-12-19T20:39:48.9Z WARN lost | WARN lost",
        "2016-12-19 20:39:48 +0100 WARN lost | WARN lost",
        "WARN lost\tit | WARN lost it",
      })
  void a_headline_is_the_first_line_without_its_time(String text, String headline) {
    assertThat(Headline.of(text)).isEqualTo(headline);
  }

  @Test
  void a_headline_names_the_exception_and_is_cut_between_code_points() {
    assertThat(
            Headline.of(
                "WARN fetch\njava.io.IOException: Connection to 2\n\tat a.B.c(B.java:1)\n"
                    + "Caused by: x.YException"))
        .isEqualTo("WARN fetch | java.io.IOException: Connection to 2");
    String long1 = Headline.of("\ud83d\ude80".repeat(300));
    assertThat(long1).isEqualTo("\ud83d\ude80".repeat(200) + "...");
    assertThat(Headline.of("")).isEmpty();
  }

  @Test
  void picks_the_best_then_what_differs() {
    Candidate best = candidate("a", "x", "connection to broker lost", 1);
    Candidate repeat = candidate("b", "x", "connection to broker lost again", 0.9);
    Candidate echo = candidate("c", "y", "connection to broker lost", 0.8);
    Candidate other = candidate("d", "x", "disk quota exceeded", 0.4);
    Candidate weak = candidate("e", "z", "started", 0.05);

    assertThat(Selection.pick(List.of(other, weak, repeat, echo, best), List.of(), 3))
        .containsExactly(best, echo, other);
    assertThat(Selection.pick(List.of(other, weak, repeat, echo, best), List.of(), 9))
        .hasSize(4)
        .doesNotContain(weak);
    assertThat(Selection.pick(List.of(repeat, other), List.of(best), 1)).containsExactly(other);
    assertThat(Selection.pick(List.of(), List.of(best), 5)).isEmpty();
  }

  @Test
  void counts_what_bad_messages_name() {
    var evidence =
        List.of(
            candidate("a", "x", "WARN Not sending to broker 2, since it is offline", 1),
            candidate("b", "x", "INFO all fine with broker 7", 1),
            candidate("c", "y", "ERROR brokers: 2 lost", 1),
            candidate("d", "y", "ERROR broker kafka1.example and broker 1 lost", 1));

    assertThat(Mentions.said("Which broker was lost?", evidence))
        .isEqualTo(
            "Named in what looks bad: broker 2 in [1] [3]; broker kafka1.example in [4]; broker 1"
                + " in [4].");
    assertThat(Mentions.said("what happened, and which brokers?", evidence)).contains("broker 2");
    assertThat(Mentions.said("what did the disk say?", evidence)).isEmpty();
    assertThat(Mentions.said("is broker 2 lost?", evidence)).isEmpty();
  }

  @Test
  void expands_what_people_ask_to_what_programs_write() {
    assertThat(Lexicon.expansion("which broker was LOST?")).contains("disconnected", "offline");
    assertThat(Lexicon.expansion("why is it slow?")).contains("timeout");
    assertThat(Lexicon.expansion("what is the weather?")).isEmpty();
  }

  @Test
  void windows() {
    Instant at = Instant.parse("2016-12-19T20:39:00Z");
    Window window = Window.around(at, at.plusSeconds(59), Duration.ofMinutes(5));

    assertThat(window.closeness(at, at, Duration.ofMinutes(5))).isEqualTo(1);
    assertThat(window.closeness(at.minusSeconds(150), at.minusSeconds(150), Duration.ofMinutes(5)))
        .isEqualTo(0.5);
    assertThat(window.closeness(at.plusSeconds(999), at.plusSeconds(999), Duration.ofMinutes(5)))
        .isZero();
    assertThat(window.widened(Duration.ofHours(1)).from()).isEqualTo(at.minusSeconds(3600));
    assertThat(Window.ALL.widened(Duration.ofHours(1))).isEqualTo(Window.ALL);
    assertThat(EvidenceSearch.reach(Window.range(at, at))).isEqualTo(Duration.ofMinutes(15));
    assertThat(EvidenceSearch.reach(Window.range(at, at.plus(Duration.ofDays(3)))))
        .isEqualTo(Duration.ofHours(6));
    assertThat(EvidenceSearch.reach(Window.ALL)).isZero();
  }

  private static Candidate candidate(String name, String source, String text, double score) {
    return Candidate.of(
        log(name).source(source).text(text).build(), score, Severity.of(text), Novelty.UNKNOWN);
  }
}
