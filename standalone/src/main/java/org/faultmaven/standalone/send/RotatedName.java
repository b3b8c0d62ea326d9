package org.faultmaven.standalone.send;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A log file's name taken apart: the name that the live file has, and which of its rotated files
 * this is. Ordered as they were written, oldest first: dated ones by date and number, numbered ones
 * from the highest number down (logrotate's {@code .2} is older than its {@code .1}), {@code .old},
 * the live file.
 *
 * @param liveName the name without what rotation and compression added
 * @param age which kind of suffix it had
 * @param stamp the digits of its date, else empty
 * @param number its number, else 0
 */
record RotatedName(String liveName, Age age, String stamp, long number)
    implements Comparable<RotatedName> {
  enum Age {
    DATED,
    NUMBERED,
    OLD,
    LIVE
  }

  private static final String DATE = "\\d{4}-\\d{2}-\\d{2}(?:[-_T.]\\d{2}(?:[-:]?\\d{2}){0,2})?";
  private static final String SHORT_DATE = "20\\d{6}(?:[-_T]?\\d{2,6})?";

  /** {@code server.log.2016-12-19-20}, {@code syslog-20161219}, {@code app.log.2024-01-01.3}. */
  private static final Pattern DATED_AFTER =
      Pattern.compile("(.+?)[-._](" + DATE + "|" + SHORT_DATE + ")(?:[-.](\\d{1,4}|\\d{10}))?");

  /** {@code server-2016-12-19.log}, {@code catalina.2024-01-01.3.log}. */
  private static final Pattern DATED_INSIDE =
      Pattern.compile(
          "(.+?)[-._](" + DATE + "|" + SHORT_DATE + ")(?:[-._](\\d{1,4}))?(\\.[a-z]{2,5})");

  /** {@code messages.1}, {@code app.log.12}. */
  private static final Pattern NUMBERED_AFTER = Pattern.compile("(.+?)\\.(\\d{1,3})");

  /** {@code app.1.log}. */
  private static final Pattern NUMBERED_INSIDE =
      Pattern.compile("(.+?)\\.(\\d{1,3})(\\.[a-z]{2,5})");

  private static final Pattern OLD_AFTER = Pattern.compile("(.+?)[.-]old");

  static RotatedName of(String fileName) {
    String name =
        fileName.endsWith(".gz") ? fileName.substring(0, fileName.length() - 3) : fileName;
    Matcher dated = DATED_AFTER.matcher(name);
    if (dated.matches()) {
      return dated(dated.group(1), dated);
    }
    Matcher inside = DATED_INSIDE.matcher(name);
    if (inside.matches()) {
      return dated(inside.group(1) + inside.group(4), inside);
    }
    Matcher numbered = NUMBERED_AFTER.matcher(name);
    if (numbered.matches()) {
      return numbered(numbered.group(1), numbered);
    }
    Matcher numberedInside = NUMBERED_INSIDE.matcher(name);
    if (numberedInside.matches()) {
      return numbered(numberedInside.group(1) + numberedInside.group(3), numberedInside);
    }
    Matcher old = OLD_AFTER.matcher(name);
    return old.matches()
        ? new RotatedName(old.group(1), Age.OLD, "", 0)
        : new RotatedName(name, Age.LIVE, "", 0);
  }

  private static RotatedName dated(String liveName, Matcher match) {
    String digits = match.group(2).replaceAll("\\D", "");
    long number = match.group(3) == null ? 0 : Long.parseLong(match.group(3));
    return new RotatedName(liveName, Age.DATED, digits, number);
  }

  private static RotatedName numbered(String liveName, Matcher match) {
    return new RotatedName(liveName, Age.NUMBERED, "", Long.parseLong(match.group(2)));
  }

  @Override
  public int compareTo(RotatedName other) {
    return OLDEST_FIRST.compare(this, other);
  }

  private static final Comparator<RotatedName> OLDEST_FIRST =
      Comparator.comparing(RotatedName::age)
          .thenComparing(RotatedName::stamp)
          .thenComparing(
              (a, b) ->
                  a.age == Age.NUMBERED
                      ? Long.compare(b.number, a.number)
                      : Long.compare(a.number, b.number))
          .thenComparing(RotatedName::liveName);
}
