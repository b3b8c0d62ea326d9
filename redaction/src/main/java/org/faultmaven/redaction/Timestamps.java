package org.faultmaven.redaction;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the times of log lines: a date with a time of day, or a time of day with seconds. */
final class Timestamps {
  private static final String TIME = "\\d{1,2}:\\d{2}:\\d{2}(?:[.,]\\d{1,9}+)?+";
  private static final String ZONE = "(?:Z|\\h?[+-]\\d{2}:?\\d{2}|\\h(?:UTC|GMT)(?!\\w))?+";
  private static final String DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
  private static final String MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";

  private static final Pattern FORM =
      Pattern.compile(
          "(?:"
              // 2026-03-01T12:00:00.123+01:00
              + "\\d{4}[-/.]\\d{2}[-/.]\\d{2}(?:T|\\h++)"
              + TIME
              + ZONE
              + "|\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}"
              + ZONE
              // 01/03/26 12:00:00
              + "|\\d{2}[-/.]\\d{2}[-/.]\\d{2,4}\\h"
              + TIME
              + ZONE
              // 01/Mar/2026:12:00:00 +0000
              + "|\\d{1,2}[-/\\h]"
              + MONTH
              + "[-/\\h]\\d{4}[:\\h]"
              + TIME
              + ZONE
              // Sun Mar  1 12:00:00 2026
              + "|(?:"
              + DAY
              + ",?\\h)?+"
              + MONTH
              + "\\h{1,2}\\d{1,2},?\\h(?:\\d{4}\\h)?"
              + TIME
              + "(?:\\h\\d{4})?"
              + ZONE
              + "|"
              + TIME
              + ZONE
              + ")(?![\\w])");

  private static final String INITIALS = "ADFJMNOSTW";

  private final String text;
  private final Matcher matcher;

  Timestamps(String text) {
    this.text = text;
    matcher = FORM.matcher(text);
    matcher.useTransparentBounds(true);
  }

  /**
   * Where the timestamp that starts at an index ends, or -1 when there is none.
   *
   * @param first the character there
   * @param limit where it must have ended
   */
  int end(int start, char first, int limit) {
    boolean likely =
        Wording.isDigit(first)
            ? isSeparator(start + 1) || isSeparator(start + 2) || isSeparator(start + 4)
            : INITIALS.indexOf(first) >= 0 && (isSeparator(start + 3) || isComma(start + 3));
    return likely && matcher.region(start, limit).lookingAt() ? matcher.end() : -1;
  }

  private boolean isSeparator(int index) {
    return index < text.length() && ":-/. \t".indexOf(text.charAt(index)) >= 0;
  }

  private boolean isComma(int index) {
    return index < text.length() && text.charAt(index) == ',';
  }
}
