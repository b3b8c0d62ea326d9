package org.faultmaven.contracts.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "10s, PT10S, 10s",
    "500ms, PT0.5S, 500ms",
    "5m, PT5M, 5m",
    "24h, PT24H, 1d",
    "7d, PT168H, 7d",
    "1.5h, PT90M, 90m",
    "10 S, PT10S, 10s",
    "PT10S, PT10S, 10s",
    "pt1m30s, PT90S, 90s",
    "P2D, PT48H, 2d",
    "0s, PT0S, 0s",
    "0.0005ms, PT0.0000005S, PT0.0000005S"
  })
  void readsAndPrints(String text, Duration duration, String printed) {
    assertThat(DurationText.parse(text, "")).isEqualTo(duration);
    assertThat(DurationText.print(duration)).isEqualTo(printed);
    assertThat(DurationText.parse(printed, "")).isEqualTo(duration);
  }

  @Test
  void aBareNumberHasTheSettingsUnit() {
    assertThat(DurationText.parse("10.0", "s")).isEqualTo(Duration.ofSeconds(10));
    assertThat(DurationText.parse("30", "m")).isEqualTo(Duration.ofMinutes(30));
    assertThat(DurationText.parse("30s", "m")).isEqualTo(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10",
        "-10s",
        "PT-10S",
        "10x",
        "s",
        "1e3s",
        "PT",
        "999999999999999d",
        "PT9999999999H"
      })
  void refuses(String text) {
    assertThatThrownBy(() -> DurationText.parse(text, ""))
        .isInstanceOfAny(
            IllegalArgumentException.class, ArithmeticException.class, DateTimeException.class);
  }

  @Test
  void countsWholeUnits() {
    assertThat(DurationText.count(Duration.ofMinutes(30), "m")).isEqualTo(30);
    assertThatThrownBy(() -> DurationText.count(Duration.ofSeconds(90), "m"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
