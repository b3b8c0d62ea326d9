package org.faultmaven.contracts.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 10s}, {@code 7d}, {@code PT10S}. */
public final class DurationText {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)\\s*(ms|s|m|h|d|)");

  /** The largest first. */
  private enum Unit {
    D(Duration.ofDays(1)),
    H(Duration.ofHours(1)),
    M(Duration.ofMinutes(1)),
    S(Duration.ofSeconds(1)),
    MS(Duration.ofMillis(1));

    private final long nanos;

    Unit(Duration duration) {
      this.nanos = duration.toNanos();
    }

    private static Unit of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  private DurationText() {}

  /**
   * @param bareUnit the unit of a bare number; empty when there must be one in the text
   * @throws IllegalArgumentException when it is no duration, negative, or has no unit
   * @throws ArithmeticException when it exceeds 292 years or is finer than a nanosecond
   * @throws java.time.format.DateTimeParseException when it begins as ISO 8601 and goes on
   *     otherwise
   */
  public static Duration parse(String text, String bareUnit) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith("p")) {
      Duration duration = Duration.parse(text);
      if (duration.toNanos() < 0) {
        throw new IllegalArgumentException("a duration is not negative");
      }
      return duration;
    }
    Matcher form = FORM.matcher(lower);
    if (!form.matches()) {
      throw new IllegalArgumentException("not a duration");
    }
    Unit unit = Unit.of(form.group(2).isEmpty() ? bareUnit : form.group(2));
    return Duration.ofNanos(
        new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(unit.nanos)).longValueExact());
  }

  /** In its largest unit that leaves no fraction; ISO 8601 when none does. */
  static String print(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    long nanos = duration.toNanos();
    for (Unit unit : Unit.values()) {
      if (nanos % unit.nanos == 0) {
        return nanos / unit.nanos + unit.name().toLowerCase(Locale.ROOT);
      }
    }
    return duration.toString();
  }

  /**
   * How many whole units it is.
   *
   * @throws IllegalArgumentException when it is no whole number of them
   */
  static int count(Duration duration, String unit) {
    long nanos = duration.toNanos();
    long one = Unit.of(unit).nanos;
    if (nanos % one != 0) {
      throw new IllegalArgumentException("not a whole number of " + unit);
    }
    return Math.toIntExact(nanos / one);
  }
}
