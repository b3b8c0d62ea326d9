package org.faultmaven.ingest.indexing.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the timestamp near the beginning of a log line: ISO 8601 and log4j, Apache, nginx' error
 * log, Redis, syslog (RFC 3164 and 5424), klog, epoch numbers. See docs/timestamps.md for forms and
 * zone rules.
 */
public final class Timestamps {
  /** A timestamp further inside is about something else. */
  private static final int REACH = 96;

  private static final Map<String, Integer> MONTHS =
      Map.ofEntries(
          Map.entry("jan", 1),
          Map.entry("feb", 2),
          Map.entry("mar", 3),
          Map.entry("apr", 4),
          Map.entry("may", 5),
          Map.entry("jun", 6),
          Map.entry("jul", 7),
          Map.entry("aug", 8),
          Map.entry("sep", 9),
          Map.entry("oct", 10),
          Map.entry("nov", 11),
          Map.entry("dec", 12));

  private static final String TIME =
      "(?<h>\\d{2}):(?<mi>\\d{2}):(?<s>\\d{2})(?:[.,](?<f>\\d{1,9}))?";
  private static final String ZONE = "(?: ?(?<z>Z|UTC|GMT|[+-]\\d{2}:?\\d{2}))?";
  private static final String MONTH = "(?<mon>[A-Z][a-z]{2})";

  /** In the order in which they are tried; the one that begins first wins. */
  private static final List<Pattern> FORMS =
      List.of(
          Pattern.compile(
              "(?<![\\d.])(?<y>\\d{4})[-/](?<mo>\\d{2})[-/](?<d>\\d{2})[T ]"
                  + TIME
                  + ZONE
                  + "(?![\\d])"),
          Pattern.compile("(?<!\\d)(?<d>\\d{2})/" + MONTH + "/(?<y>\\d{4}):" + TIME + ZONE),
          Pattern.compile("(?<!\\d)(?<d>\\d{1,2}) " + MONTH + " (?<y>\\d{4}) " + TIME + ZONE),
          Pattern.compile(
              "^(?:<\\d{1,3}>)?" + MONTH + " {1,2}(?<d>\\d{1,2}) (?:(?<y>\\d{4}) )?" + TIME),
          Pattern.compile("^[IWEF](?<mo>\\d{2})(?<d>\\d{2}) " + TIME));

  private static final Pattern EPOCH =
      Pattern.compile(
          "^[\\[(]?(?<n>1\\d{9}|1\\d{12}|1\\d{15}|1\\d{18})(?:\\.(?<f>\\d{1,9}))?(?=[\\s\\])|,;:]|$)");

  private final ZoneId zone;

  /**
   * @param zone of timestamps that name none
   */
  public Timestamps(ZoneId zone) {
    this.zone = zone;
  }

  /** Of timestamps that name none. */
  public ZoneId zone() {
    return zone;
  }

  /**
   * @param sentAt when the line was sent: gives the year where the form has none
   */
  public Optional<FoundTime> find(String line, Instant sentAt) {
    String head = line.length() > REACH ? line.substring(0, REACH) : line;
    Optional<FoundTime> epoch = epoch(head);
    return epoch.isPresent() ? epoch : dated(head, sentAt);
  }

  /**
   * A value of a JSON field that holds a time: text in any of the forms, or an epoch number of any
   * unit.
   */
  public Optional<Instant> ofField(String value, Instant sentAt) {
    return ofNumber(value).or(() -> find(value, sentAt).map(FoundTime::at));
  }

  private static Optional<Instant> ofNumber(String value) {
    Matcher number = EPOCH.matcher(value.strip());
    return number.find() && number.end() == value.strip().length()
        ? instant(number)
        : Optional.empty();
  }

  private static Optional<FoundTime> epoch(String head) {
    Matcher number = EPOCH.matcher(head);
    return number.find()
        ? instant(number).map(at -> new FoundTime(at, 0, number.end()))
        : Optional.empty();
  }

  private static Optional<Instant> instant(Matcher number) {
    String digits = number.group("n");
    long value = Long.parseLong(digits);
    return Optional.of(
        switch (digits.length()) {
          case 10 -> Instant.ofEpochSecond(value, nanos(number.group("f")));
          case 13 -> Instant.ofEpochMilli(value);
          case 16 -> Instant.EPOCH.plus(value, ChronoUnit.MICROS);
          default -> Instant.ofEpochSecond(value / 1_000_000_000, value % 1_000_000_000);
        });
  }

  private Optional<FoundTime> dated(String head, Instant sentAt) {
    FoundTime first = null;
    for (Pattern form : FORMS) {
      Matcher found = form.matcher(head);
      if (found.find() && (first == null || found.start() < first.start())) {
        Instant at = instant(found, sentAt);
        if (at != null) {
          first = new FoundTime(at, found.start(), found.end());
        }
      }
    }
    return Optional.ofNullable(first).map(found -> withBrackets(head, found));
  }

  private @Nullable Instant instant(Matcher found, Instant sentAt) {
    try {
      String month = group(found, "mon");
      Integer monthNumber =
          month == null
              ? Integer.valueOf(found.group("mo"))
              : MONTHS.get(month.toLowerCase(Locale.ROOT));
      if (monthNumber == null) {
        return null;
      }
      int day = Integer.parseInt(found.group("d"));
      var time =
          LocalTime.of(
              Integer.parseInt(found.group("h")),
              Integer.parseInt(found.group("mi")),
              // A leap second is the last of its minute.
              Math.min(59, Integer.parseInt(found.group("s"))),
              nanos(group(found, "f")));
      String year = group(found, "y");
      return year == null
          ? latest(MonthDay.of(monthNumber, day), time, sentAt)
          : LocalDate.of(Integer.parseInt(year), monthNumber, day)
              .atTime(time)
              .atZone(zone(group(found, "z")))
              .toInstant();
    } catch (DateTimeException e) {
      // A 13th month: no timestamp, though it looked like one.
      return null;
    }
  }

  /**
   * Without a year: the latest in which there is the day, and not more than a day after the line
   * was sent.
   */
  private Instant latest(MonthDay day, LocalTime time, Instant sentAt) {
    int year = sentAt.atZone(zone).getYear() + 1;
    Instant at;
    do {
      year--;
      at = day.atYear(year).atTime(time).atZone(zone).toInstant();
    } while (!day.isValidYear(year) || at.isAfter(sentAt.plus(1, ChronoUnit.DAYS)));
    return at;
  }

  private ZoneId zone(@Nullable String written) {
    if (written == null) {
      return zone;
    }
    return Character.isLetter(written.charAt(0)) ? ZoneOffset.UTC : ZoneOffset.of(written);
  }

  private static int nanos(@Nullable String fraction) {
    return fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
  }

  private static @Nullable String group(Matcher matcher, String name) {
    return matcher.namedGroups().containsKey(name) ? matcher.group(name) : null;
  }

  private static FoundTime withBrackets(String head, FoundTime found) {
    boolean bracketed =
        found.start() > 0
            && head.charAt(found.start() - 1) == '['
            && found.end() < head.length()
            && head.charAt(found.end()) == ']';
    return bracketed ? new FoundTime(found.at(), found.start() - 1, found.end() + 1) : found;
  }
}
