package org.faultmaven.redaction.rule;

import java.util.List;

/**
 * The user and the password of {@code scheme://user:password@host}, each by itself; a password may
 * hold characters that RFC 3986 wants encoded.
 */
final class UrlCredentialsRule implements Rule {
  private static final double SCORE = 0.95;
  private static final CharSet AUTHORITY = CharSet.of("!$-&(-.0-;=@-_a-~").andBeyondAscii();
  private static final CharSet BLANK = CharSet.of("\u0000- \"'<>`");
  private static final CharSet REST = BLANK.complement();
  private static final int FARTHEST = 256;

  @Override
  public List<String> triggers() {
    return List.of("://", "%3a%2f%2f");
  }

  @Override
  public void confirm(Scan scan, int trigger, int start) {
    if (start < scan.urlsReached) {
      return;
    }
    int end = scan.endOf(AUTHORITY, start);
    scan.urlsReached = end;
    int at = lastAt(scan, start, end);
    if (at < 0 && (scan.at(end) == '/' || scan.at(end) == '?' || scan.at(end) == '#')) {
      at = atBeyondSlash(scan, start, end);
    }
    if (at <= start) {
      return;
    }
    int colon = start;
    while (colon < at && scan.at(colon) != ':') {
      colon++;
    }
    scan.count(at - start);
    scan.credentialsReached = at + 1;
    scan.add(start, colon, EntityTypes.USERNAME, SCORE, "url-user");
    if (colon + 1 < at) {
      scan.add(colon + 1, at, EntityTypes.PASSWORD, SCORE, "url-password");
    }
  }

  /** The at sign of a password with a slash in it: what stands before is no port then. */
  private static int atBeyondSlash(Scan scan, int start, int slash) {
    int colon = slash;
    while (colon > start && scan.at(colon) != ':') {
      colon--;
    }
    scan.count(slash - colon);
    boolean isPort = scan.endOf(CharSet.DIGITS, colon + 1, slash) == slash;
    if ((colon == start && scan.at(colon) != ':') || isPort) {
      return -1;
    }
    return lastAt(scan, slash, scan.endOf(REST, slash, slash + FARTHEST));
  }

  private static int lastAt(Scan scan, int start, int end) {
    int at = end - 1;
    while (at >= start && scan.at(at) != '@') {
      at--;
    }
    scan.count(end - at);
    return at < start ? -1 : at;
  }
}
