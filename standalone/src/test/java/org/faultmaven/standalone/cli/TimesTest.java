package org.faultmaven.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class TimesTest {
  private final Times times =
      new Times(Clock.fixed(Instant.parse("2026-03-04T12:00:00Z"), ZoneOffset.UTC));

  @ParameterizedTest
  @CsvSource({
    "2016-12-19T20:39:00Z, 2016-12-19T20:39:00Z",
    "2016-12-19T20:39:00.5+02:00, 2016-12-19T18:39:00.500Z",
    "2016-12-19 20:39, 2016-12-19T20:39:00Z",
    "2016-12-19t20:39:01, 2016-12-19T20:39:01Z",
    "2016-12-19, 2016-12-19T00:00:00Z",
    "90s, 2026-03-04T11:58:30Z",
    "15m, 2026-03-04T11:45:00Z",
    "2h, 2026-03-04T10:00:00Z",
    "7d, 2026-02-25T12:00:00Z"
  })
  void timesAreReadAsPeopleWriteThem(String text, Instant time) {
    assertThat(times.convert(text)).isEqualTo(time);
  }

  @Test
  void anythingElseIsRefused() {
    for (String text : new String[] {"yesterday", "20:39", "2016-13-01", "", "1w"}) {
      assertThatThrownBy(() -> times.convert(text))
          .as(text)
          .isInstanceOf(TypeConversionException.class)
          .hasMessageContaining("is no time");
    }
  }
}
