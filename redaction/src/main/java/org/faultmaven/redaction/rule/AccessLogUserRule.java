package org.faultmaven.redaction.rule;

import java.util.List;

/** The authenticated user of the common log format: {@code host ident user [10/Oct/2000:...}. */
final class AccessLogUserRule implements Rule {
  private static final double SCORE = 0.8;
  private static final CharSet FIELD = CharSet.of("!-~").andBeyondAscii();
  private static final int LONGEST = 64;

  @Override
  public List<String> triggers() {
    return List.of(NUMBER);
  }

  @Override
  public void confirm(Scan scan, int day, int dayEnd) {
    boolean date =
        scan.at(day - 1) == '['
            && scan.at(day + 2) == '/'
            && scan.has(CharSet.LETTERS, day + 3)
            && scan.at(day + 6) == '/'
            && scan.at(day - 2) == ' ';
    if (!date) {
      return;
    }
    int end = day - 2;
    int start = scan.startOf(FIELD, end, end - LONGEST);
    boolean nobody = end - start == 1 && scan.at(start) == '-';
    if (start == end || nobody || scan.at(start - 1) != ' ') {
      return;
    }
    int ident = scan.startOf(FIELD, start - 1, start - 1 - LONGEST);
    if (ident < start - 1 && scan.at(ident - 1) == ' ' && scan.has(FIELD, ident - 2)) {
      scan.add(start, end, EntityTypes.USERNAME, SCORE, "access-log-user");
    }
  }
}
