package org.faultmaven.redaction.rule;

import java.util.List;

/** {@code curl -u bob:hunter2}: the user and the password of a short option. */
final class CurlUserRule implements Rule {
  private static final double SCORE = 0.8;
  private static final int LONGEST_USER = 64;
  private static final CharSet QUOTES = CharSet.of("\"'");
  private static final CharSet USER = CharSet.of("0-9a-zA-Z._@\\$+-").andBeyondAscii();
  private static final CharSet PASSWORD = CharSet.of("\u0001- \"'").complement();

  @Override
  public List<String> triggers() {
    return List.of(" -u ");
  }

  @Override
  public void confirm(Scan scan, int start, int end) {
    int from = scan.endOf(QUOTES, end, end + 1);
    int colon = scan.endOf(USER, from, from + LONGEST_USER);
    if (colon > from && scan.at(colon) == ':' && scan.has(PASSWORD, colon + 1)) {
      scan.add(from, colon, EntityTypes.USERNAME, SCORE, "curl-user");
      scan.add(
          colon + 1, scan.endOf(PASSWORD, colon + 1), EntityTypes.PASSWORD, SCORE, "curl-password");
    }
  }
}
