package org.faultmaven.redaction.rule;

import java.util.Locale;
import java.util.Set;

/** Delimits the values of the headers Authorization and Cookie where they stand without quotes. */
final class HeaderValue {
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_SCHEME = 24;
  private static final CharSet BLANKS = CharSet.of(" \t");
  private static final CharSet LINE = CharSet.of("\r\n").complement();
  private static final CharSet COOKIE_NAME = CharSet.of("0-9a-zA-Z_.%-");
  private static final CharSet QUOTES = CharSet.of("\"\\");
  private static final CharSet SCHEME = CharSet.of("0-9a-zA-Z-");

  /** Schemes of the Authorization header, of IANA's registry and in use. */
  private static final Set<String> SCHEMES =
      Set.of(
          "basic",
          "bearer",
          "digest",
          "negotiate",
          "ntlm",
          "oauth",
          "hawk",
          "token",
          "apikey",
          "api-key",
          "signature",
          "aws4-hmac-sha256",
          "sharedkey",
          "sso-key",
          "dpop",
          "gnap",
          "key",
          "vapid",
          "mutual",
          "scram-sha-1",
          "scram-sha-256",
          "ssws",
          "jwt");

  private HeaderValue() {}

  /** Credentials of one word; a list of parameters reaches to the end of the line. */
  static int credentialsEnd(Scan scan, int start) {
    int value = schemeEnd(scan, start, scan.length());
    int name = scan.endOf(SCHEME, value, value + LONGEST_NAME);
    boolean parameters =
        value > start
            && scan.at(name) == '='
            && (scan.has(QUOTES, name + 1) || scan.startsWithIgnoringCase("aws4", start));
    return parameters ? scan.endOf(LINE, value) : BareValue.end(scan, value);
  }

  /** Cookies in a row. */
  static int cookiesEnd(Scan scan, int start) {
    int end = BareValue.end(scan, start);
    while (scan.at(end) == ';') {
      int next = scan.endOf(BLANKS, end + 1, end + 3);
      int name = scan.endOf(COOKIE_NAME, next, next + LONGEST_NAME);
      boolean flag = scan.at(name) == ';' || name >= scan.length();
      if (name == next || (scan.at(name) != '=' && !flag)) {
        break;
      }
      end = BareValue.end(scan, next);
    }
    return end;
  }

  /** Past the scheme of credentials and the blanks after it; the start when there is none. */
  static int schemeEnd(Scan scan, int start, int limit) {
    int end = scan.endOf(SCHEME, start, Math.min(start + LONGEST_SCHEME, limit));
    int value = scan.endOf(BLANKS, end, Math.min(end + 8, limit));
    boolean known =
        value > end && SCHEMES.contains(scan.substring(start, end).toLowerCase(Locale.ROOT));
    return known ? value : start;
  }
}
