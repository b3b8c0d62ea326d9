package org.faultmaven.query.answer;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the dates and the times of day that stand in a question. */
final class TimePieces {
  /** A date, at UTF-16 indices of the question. */
  record DatePiece(int start, int end, LocalDate date) {}

  /**
   * A time of day.
   *
   * @param precision what it leaves open: 20:39 is any time in that minute
   * @param zone null when it names none
   */
  record TimePiece(int start, int end, LocalTime time, Duration precision, @Nullable ZoneId zone) {
    LocalTime last() {
      LocalTime end = time.plus(precision).minusNanos(1);
      return end.isBefore(time) ? LocalTime.MAX : end;
    }
  }

  private static final String MONTH =
      "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|(?-i:May)|june?|july?|aug(?:ust)?"
          + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private static final Pattern ISO_DATE =
      Pattern.compile("(?<![\\w./-])(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})(?![\\d/-])");
  private static final Pattern DAY_MONTH =
      Pattern.compile(
          "(?i)(?<!\\w)(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?"
              + MONTH
              + "(?:,?\\s+(\\d{4}))?(?![\\w:])");
  private static final Pattern MONTH_DAY =
      Pattern.compile(
          "(?i)(?<!\\w)" + MONTH + "\\s+(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+(\\d{4}))?(?![\\w:])");
  private static final Pattern DAY_WORD = Pattern.compile("(?i)\\b(today|yesterday)\\b");
  private static final Pattern TIME =
      Pattern.compile(
          "(?i)(?:(?<=\\d)(T)|(?<![\\w:.,]))(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?"
              + "(?:\\s*([ap])\\.?m\\b\\.?)?"
              + "(?:(Z)(?!\\w)|([+-]\\d{2}:?\\d{2})|\\s*(UTC|GMT)\\b)?(?![\\w:])");
  private static final Pattern HOUR =
      Pattern.compile("(?i)(?<![\\w:.])(\\d{1,2})\\s*([ap])\\.?m\\b\\.?");

  private final Clock clock;
  private final ZoneId zone;

  TimePieces(Clock clock, ZoneId zone) {
    this.clock = clock;
    this.zone = zone;
  }

  /** In order. A date without a year is the last such day up to {@code latest}. */
  List<DatePiece> dates(String text, Supplier<LocalDate> latest) {
    var found = new ArrayList<DatePiece>();
    for (Matcher m = ISO_DATE.matcher(text); m.find(); ) {
      add(found, m, date(number(m, 1), number(m, 2), number(m, 3)));
    }
    for (Matcher m = DAY_MONTH.matcher(text); m.find(); ) {
      add(found, m, named(m.group(3), m.group(2), number(m, 1), latest));
    }
    for (Matcher m = MONTH_DAY.matcher(text); m.find(); ) {
      add(found, m, named(m.group(3), m.group(1), number(m, 2), latest));
    }
    for (Matcher m = DAY_WORD.matcher(text); m.find(); ) {
      LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
      add(found, m, m.group().equalsIgnoreCase("today") ? today : today.minusDays(1));
    }
    found.sort((a, b) -> Integer.compare(a.start(), b.start()));
    return found;
  }

  /** In order. */
  List<TimePiece> times(String text) {
    var found = new ArrayList<TimePiece>();
    for (Matcher m = TIME.matcher(text); m.find(); ) {
      TimePiece piece = time(m);
      if (piece != null) {
        found.add(piece);
      }
    }
    for (Matcher m = HOUR.matcher(text); m.find(); ) {
      LocalTime time = ofDay(number(m, 1), m.group(2), 0, 0, 0);
      if (time != null) {
        found.add(new TimePiece(m.start(), m.end(), time, Duration.ofHours(1), null));
      }
    }
    found.sort((a, b) -> Integer.compare(a.start(), b.start()));
    return found;
  }

  private static @Nullable TimePiece time(Matcher m) {
    String fraction = m.group(5);
    int nanos = fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
    int second = m.group(4) == null ? 0 : number(m, 4);
    LocalTime time = ofDay(number(m, 2), m.group(6), number(m, 3), second, nanos);
    if (time == null) {
      return null;
    }
    // An offset belongs to ISO's form with T alone: elsewhere 20:30-20:45 is a range.
    boolean offset = m.group(8) != null && m.group(1) != null;
    int end = m.group(8) != null && !offset ? m.start(8) : m.end();
    boolean utc = m.group(7) != null || m.group(9) != null;
    ZoneId zone = utc ? ZoneOffset.UTC : offset ? offset(m.group(8)) : null;
    Duration precision =
        m.group(4) == null
            ? Duration.ofMinutes(1)
            : fraction == null ? Duration.ofSeconds(1) : Duration.ofMillis(1);
    return new TimePiece(m.start(), end, time, precision, zone);
  }

  private static @Nullable ZoneId offset(String text) {
    try {
      return ZoneOffset.of(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable LocalTime ofDay(
      int hour, @Nullable String half, int minute, int second, int nanos) {
    int whole = hour;
    if (half != null) {
      if (hour < 1 || hour > 12) {
        return null;
      }
      whole = hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
    }
    return whole > 23 || minute > 59 || second > 59
        ? null
        : LocalTime.of(whole, minute, second, nanos);
  }

  private static @Nullable LocalDate named(
      @Nullable String year, String month, int day, Supplier<LocalDate> latestDay) {
    int number = MONTHS.indexOf(month.substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
    if (year != null) {
      return date(Integer.parseInt(year), number, day);
    }
    LocalDate latest = latestDay.get();
    LocalDate same = date(latest.getYear(), number, day);
    return same == null || same.isAfter(latest) ? date(latest.getYear() - 1, number, day) : same;
  }

  private static @Nullable LocalDate date(int year, int month, int day) {
    try {
      return LocalDate.of(year, month, day);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static void add(List<DatePiece> found, Matcher m, @Nullable LocalDate date) {
    if (date != null) {
      found.add(new DatePiece(m.start(), m.end(), date));
    }
  }

  private static int number(Matcher m, int group) {
    return Integer.parseInt(m.group(group));
  }
}
