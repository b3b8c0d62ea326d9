package org.faultmaven.redaction.rule;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The user's folder of a home path: {@code /home/bob/}, {@code /Users/bob}, {@code C:\Users\bob}.
 */
final class HomePathRule implements Rule {
  private static final double SCORE = 0.8;
  private static final CharSet NAME = CharSet.of("0-9a-zA-Z._@+$-").andBeyondAscii();
  private static final CharSet SPACED = CharSet.of("0-9a-zA-Z._@+$ -").andBeyondAscii();
  private static final CharSet TRAILING = CharSet.of(".");
  private static final CharSet BACKSLASHES = CharSet.of("\\");
  private static final int LONGEST_SPACED = 40;
  private static final Set<String> NOBODY =
      Set.of("public", "shared", "default", "all", "linuxbrew", "...");

  @Override
  public List<String> triggers() {
    return List.of(
        "/home/",
        "/users/",
        "\\users\\",
        "\\documents and settings\\",
        "\\home\\",
        "%2fhome%2f",
        "%2fusers%2f");
  }

  @Override
  public void confirm(Scan scan, int start, int end) {
    char separator = scan.at(start);
    boolean windows =
        separator == '\\'
            || (scan.at(start - 1) == ':' && scan.startsWithIgnoringCase("/users/", start));
    if (!windows && !isRoot(scan, start)) {
      return;
    }
    int name = windows ? scan.endOf(BACKSLASHES, end, end + 3) : end;
    int to = scan.endOf(NAME, name);
    int spaced = windows ? scan.endOf(SPACED, name, name + LONGEST_SPACED) : to;
    if (spaced > to && scan.at(spaced) == separator) {
      to = spaced;
    }
    to = scan.startOf(TRAILING, to, name);
    if (to > name && !NOBODY.contains(scan.substring(name, to).toLowerCase(Locale.ROOT))) {
      scan.add(name, to, EntityTypes.USERNAME, SCORE, "home-path");
    }
  }

  /** Where a path begins, not inside one: {@code /api/users/7} is nobody's home. */
  private static boolean isRoot(Scan scan, int start) {
    boolean mac = scan.at(start + 1) == 'U';
    boolean home = scan.at(start + 1) == 'h' || scan.at(start) == '%';
    if (!mac && !home) {
      return false;
    }
    char before = scan.at(start - 1);
    boolean drive = scan.at(start - 2) == '/' && CharSet.LETTERS.contains(before);
    return drive || (before != '.' && before != '-' && scan.startsWord(start));
  }
}
