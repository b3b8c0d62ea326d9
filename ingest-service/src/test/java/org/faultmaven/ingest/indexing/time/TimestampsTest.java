package org.faultmaven.ingest.indexing.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
  private static final Instant SENT = Instant.parse("2026-11-24T10:00:00Z");

  private final Timestamps timestamps = new Timestamps(ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[2016-12-19 20:39:48,918] WARN x|2016-12-19T20:39:48.918Z",
        "2016-12-19T20:39:48.918Z x|2016-12-19T20:39:48.918Z",
        "2016-12-19 20:39:48+01:00 x|2016-12-19T19:39:48Z",
        "2016/12/19 20:39:48 [error] x|2016-12-19T20:39:48Z",
        "h - - [19/Dec/2016:20:39:48 +0100] x|2016-12-19T19:39:48Z",
        "30262:M 12 Nov 2026 10:00:01.123 # x|2026-11-12T10:00:01.123Z",
        "Nov 23 20:39:48 host app: x|2026-11-23T20:39:48Z",
        "<34>Dec 19 20:39:48 host app: x|2025-12-19T20:39:48Z",
        "<34>1 2016-12-19T20:39:48.918Z host x|2016-12-19T20:39:48.918Z",
        "I1219 20:39:48.918123 1 a.go:1] x|2025-12-19T20:39:48.918123Z",
        "1482179988 x|2016-12-19T20:39:48Z",
        "1482179988.5 x|2016-12-19T20:39:48.500Z",
        "1482179988918 x|2016-12-19T20:39:48.918Z",
        "1482179988918123 x|2016-12-19T20:39:48.918123Z",
        "1482179988918123456 x|2016-12-19T20:39:48.918123456Z",
        "Feb 29 10:00:00 host x|2024-02-29T10:00:00Z",
        "2016-12-31 23:59:60 x|2016-12-31T23:59:59Z",
      })
  void readsTheUsualForms(String line, Instant at) {
    assertThat(timestamps.find(line, SENT)).map(FoundTime::at).contains(at);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no time at all",
        "2016-13-19 20:39:48 x",
        "version 1.2.3 of 4",
        "Foo 19 20:39:48 x",
        "12345 x",
        "\tat a.b.C(C.java:20)",
      })
  void whatIsNoneIsNone(String line) {
    assertThat(timestamps.find(line, SENT)).isEmpty();
  }

  @Test
  void aTimeFarInsideIsAboutSomethingElse() {
    assertThat(timestamps.find("x".repeat(100) + " 2016-12-19 20:39:48", SENT)).isEmpty();
  }

  @Test
  void theZoneOfTheInstallationCountsWhereNoneIsWritten() {
    var vienna = new Timestamps(ZoneId.of("Europe/Vienna"));

    assertThat(vienna.find("2016-12-19 20:39:48 x", SENT).orElseThrow().at())
        .isEqualTo(Instant.parse("2016-12-19T19:39:48Z"));
    assertThat(vienna.find("2016-12-19 20:39:48Z x", SENT).orElseThrow().at())
        .isEqualTo(Instant.parse("2016-12-19T20:39:48Z"));
  }

  @Test
  void bracketsBelongToTheTimestamp() {
    FoundTime found = timestamps.find("[2016-12-19 20:39:48,918] WARN", SENT).orElseThrow();

    assertThat(found.start()).isZero();
    assertThat(found.end()).isEqualTo(25);
  }

  @Test
  void fieldsHoldTextOrNumbersOfAnyUnit() {
    Instant at = Instant.parse("2016-12-19T20:39:48Z");

    assertThat(timestamps.ofField("1482179988", SENT)).contains(at);
    assertThat(timestamps.ofField("1482179988000", SENT)).contains(at);
    assertThat(timestamps.ofField("2016-12-19T20:39:48Z", SENT)).contains(at);
    assertThat(timestamps.ofField("soon", SENT)).isEmpty();
  }
}
