package org.faultmaven.query.answer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as an answer writes them. */
final class Moments {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private Moments() {}

  /** {@code 2016-12-19 20:39:48}. */
  static String full(Instant at, ZoneId zone) {
    return at.atZone(zone).format(SECONDS);
  }

  /** {@code 20:39:48} on that day, with the date on another. */
  static String on(LocalDate day, Instant at, ZoneId zone) {
    ZonedDateTime local = at.atZone(zone);
    return local.format(local.toLocalDate().equals(day) ? TIME : SECONDS);
  }

  /** A sentence on a window. */
  static String said(Window window, ZoneId zone) {
    Instant from = window.from();
    Instant to = window.to();
    String times =
        from != null && to != null
            ? full(from, zone) + " to " + full(to, zone)
            : from != null
                ? "from " + full(from, zone) + " on"
                : to != null ? "up to " + full(to, zone) : "all times";
    return "Looked at " + times + " (" + zone.getId() + ").";
  }
}
