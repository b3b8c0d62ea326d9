package org.faultmaven.query.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.faultmaven.contracts.kit.SampleEntries.log;
import static org.faultmaven.contracts.kit.SampleEntries.text;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.faultmaven.contracts.kit.ManualClock;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.query.Indexed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeParserTest {
  /** Long after the data, as when an old incident is looked into. */
  private final ManualClock clock = new ManualClock(Instant.parse("2017-03-02T10:00:00Z"));

  @TempDir private Path folder;
  private Indexed indexed;

  @BeforeEach
  void index() {
    indexed = new Indexed(folder);
    entry("first", "2016-12-18T01:02:03Z");
    entry("incident", "2016-12-19T20:39:48Z");
    entry("last", "2016-12-20T00:04:03Z");
  }

  @AfterEach
  void close() {
    indexed.close();
  }

  private void entry(String name, String at) {
    indexed.add(log(name).times(Instant.parse(at), Instant.parse(at)).build());
  }

  private AskedTime parse(String question, String zone) {
    ZoneId in = ZoneId.of(zone);
    return new TimeParser(in, clock, new IndexedTimes(indexed.keywords, Tenant.DEFAULT, in))
        .parse(text(question));
  }

  @Test
  void a_time_beyond_what_an_index_holds_does_no_harm() {
    entry("far", "9999-12-31T23:59:59Z");

    assertThat(parse("what at 20:39?", "UTC").window().to()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "what around 20:39 on 2016-12-19? | 2016-12-19T20:34:00Z | 2016-12-19T20:44:59.999999999Z",
        "what at 20:39:48 on 2016-12-19? | 2016-12-19T20:34:48Z | 2016-12-19T20:44:48.999999999Z",
        "2016-12-19 20:39 what? | 2016-12-19T20:34:00Z | 2016-12-19T20:44:59.999999999Z",
        "at 2016-12-19T20:39:48.5Z what? | 2016-12-19T20:34:48.5Z | 2016-12-19T20:44:48.500999999Z",
        "2016-12-19T21:39:48+01:00? | 2016-12-19T20:34:48Z | 2016-12-19T20:44:48.999999999Z",
        "on 19 December 2016 at 8:39 pm? | 2016-12-19T20:34:00Z | 2016-12-19T20:44:59.999999999Z",
        "Dec 19, 2016 20:39 UTC | 2016-12-19T20:34:00Z | 2016-12-19T20:44:59.999999999Z",
        "what on December 19th? | 2016-12-19T00:00:00Z | 2016-12-19T23:59:59.999999999Z",
        "what on the 19th of Dec? | 2016-12-19T00:00:00Z | 2016-12-19T23:59:59.999999999Z",
        "what on 2016/12/19? | 2016-12-19T00:00:00Z | 2016-12-19T23:59:59.999999999Z",
        "what at 8pm on 2016-12-19? | 2016-12-19T19:55:00Z | 2016-12-19T21:04:59.999999999Z",
        "around 20:39? | 2016-12-19T20:34:00Z | 2016-12-19T20:44:59.999999999Z",
        "at 00:04? | 2016-12-19T23:59:00Z | 2016-12-20T00:09:59.999999999Z",
        "at 13:00? | 2016-12-20T12:55:00Z | 2016-12-20T13:05:59.999999999Z",
      })
  void a_moment_gets_five_minutes_on_both_sides(String question, Instant from, Instant to) {
    AskedTime asked = parse(question, "UTC");

    assertThat(asked.window().from()).isEqualTo(from);
    assertThat(asked.window().to()).isEqualTo(to);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "between 20:30 and 20:45 on 2016-12-19 | 2016-12-19T20:30:00Z |"
            + " 2016-12-19T20:45:59.999999999Z",
        "on 2016-12-19 from 20:30 to 20:45 | 2016-12-19T20:30:00Z | 2016-12-19T20:45:59.999999999Z",
        "20:30-20:45 on 2016-12-19 | 2016-12-19T20:30:00Z | 2016-12-19T20:45:59.999999999Z",
        "between 2016-12-18 and 2016-12-19 | 2016-12-18T00:00:00Z | 2016-12-19T23:59:59.999999999Z",
        "between 2016-12-18 23:50 and 2016-12-19 00:10 | 2016-12-18T23:50:00Z |"
            + " 2016-12-19T00:10:59.999999999Z",
        "between 23:50 and 00:10 on 2016-12-18 | 2016-12-18T23:50:00Z |"
            + " 2016-12-19T00:10:59.999999999Z",
        "after 20:39 on 2016-12-19 | 2016-12-19T20:39:00Z | -",
        "since 2016-12-19 20:39 | 2016-12-19T20:39:00Z | -",
        "since 2016-12-19 | 2016-12-19T00:00:00Z | -",
        "after 2016-12-18 | 2016-12-19T00:00:00Z | -",
        "before 20:39 on 2016-12-19 | - | 2016-12-19T20:38:59.999999999Z",
        "until 2016-12-19 | - | 2016-12-19T23:59:59.999999999Z",
        "after 20:30 and before 20:45 on 2016-12-19 | 2016-12-19T20:30:00Z |"
            + " 2016-12-19T20:44:59.999999999Z",
        "in the last hour | 2017-03-02T09:00:00Z | 2017-03-02T10:00:00Z",
        "over the past 2 days | 2017-02-28T10:00:00Z | 2017-03-02T10:00:00Z",
        "last 30 min | 2017-03-02T09:30:00Z | 2017-03-02T10:00:00Z",
        "5 minutes ago | 2017-03-02T09:50:00Z | 2017-03-02T10:00:00Z",
        "an hour ago | 2017-03-02T08:55:00Z | 2017-03-02T09:05:00Z",
        "yesterday | 2017-03-01T00:00:00Z | 2017-03-01T23:59:59.999999999Z",
        "since yesterday | 2017-03-01T00:00:00Z | -",
        "today at 09:00 | 2017-03-02T08:55:00Z | 2017-03-02T09:05:59.999999999Z",
        "at 20:39 and 20:54 on 2016-12-19 | 2016-12-19T20:34:00Z | 2016-12-19T20:59:59.999999999Z",
      })
  void ranges(String question, Instant from, Instant to) {
    AskedTime asked = parse("what failed " + question + "?", "UTC");

    assertThat(asked.window().from()).isEqualTo(from);
    assertThat(asked.window().to()).isEqualTo(to);
    assertThat(asked.said()).startsWith("Looked at ").contains("(UTC).");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "which broker was lost?",
        "what may 3 brokers do?",
        "did 10.0.0.1:9092 answer, or kafka0:9092?",
        "is version 1.20.30 bad?",
        "what is 2016-13-45 or 25:61?",
        "march of 2 processes in room 7:3",
        "ratio 1:2 of topic 2016-12-19-16.log",
      })
  void what_is_no_time_is_left_alone(String question) {
    AskedTime asked = parse(question, "UTC");

    assertThat(asked.window()).isEqualTo(Window.ALL);
    assertThat(asked.rest().text()).isEqualTo(question);
    assertThat(asked.said()).isEmpty();
  }

  @Test
  void times_without_a_zone_are_in_the_configured_one() {
    assertThat(parse("what at 21:39 on 2016-12-19?", "Europe/Berlin").window().coreFrom())
        .isEqualTo(Instant.parse("2016-12-19T20:39:00Z"));
    assertThat(parse("what at 20:39 UTC on 2016-12-19?", "Europe/Berlin").window().coreFrom())
        .isEqualTo(Instant.parse("2016-12-19T20:39:00Z"));
  }

  @Test
  void says_which_day_it_took_for_a_time_without_one() {
    assertThat(parse("what at 20:39?", "UTC").said()).contains("2016-12-19 is the latest");
    assertThat(parse("what at 20:39 on 2016-12-19?", "UTC").said()).doesNotContain("latest");
  }

  @Test
  void days_without_entries_are_passed_over() {
    entry("years later", "2030-01-01T08:00:00Z");

    assertThat(parse("what at 20:39?", "UTC").window().coreFrom())
        .isEqualTo(Instant.parse("2016-12-19T20:39:00Z"));
    assertThat(parse("what at 03:00?", "UTC").window().coreFrom())
        .isEqualTo(Instant.parse("2030-01-01T03:00:00Z"));
  }

  @Test
  void without_any_entry_the_day_is_today() {
    indexed.close();
    indexed = new Indexed(folder.resolve("empty"));

    assertThat(parse("what at 09:00?", "UTC").window().coreFrom())
        .isEqualTo(Instant.parse("2017-03-02T09:00:00Z"));
    assertThat(parse("what on Feb 1?", "UTC").window().coreFrom())
        .isEqualTo(Instant.parse("2017-02-01T00:00:00Z"));
  }

  @Test
  void a_date_without_a_year_is_the_last_such_day_of_the_data() {
    assertThat(parse("what on Dec 25?", "UTC").window().coreFrom())
        .isEqualTo(Instant.parse("2015-12-25T00:00:00Z"));
  }

  @Test
  void words_of_time_are_not_searched_for() {
    AskedTime asked = parse("which broker was lost around 20:39 on 2016-12-19, and why?", "UTC");

    assertThat(asked.rest().text()).contains("which broker was lost").contains("and why?");
    assertThat(asked.rest().text()).doesNotContain("20:39", "2016");
  }

  @Test
  void knows_which_times_are_indexed() {
    var times = new IndexedTimes(indexed.keywords, Tenant.DEFAULT, ZoneId.of("UTC"));

    assertThat(times.extent())
        .hasValueSatisfying(
            extent -> {
              assertThat(extent.oldest()).isEqualTo(Instant.parse("2016-12-18T01:02:03Z"));
              assertThat(Duration.between(extent.newest(), Instant.parse("2016-12-20T00:04:03Z")))
                  .isBetween(Duration.ZERO, Duration.ofSeconds(2));
            });
  }
}
