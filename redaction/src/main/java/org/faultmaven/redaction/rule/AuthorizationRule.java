package org.faultmaven.redaction.rule;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import java.util.List;

/**
 * {@code Bearer} and {@code Basic} credentials wherever they stand (RFC 6750, RFC 7617). Not the
 * words in a sentence: a bearer token has a digit, basic credentials decode to something with a
 * colon.
 */
final class AuthorizationRule implements Rule {
  private static final double SCORE = 0.9;
  private static final String BEARER = "bearer";
  private static final int LEAST_BEARER = 8;
  private static final int LEAST_BASIC = 4;
  private static final int LONGEST_BASIC = 1024;
  private static final CharSet BLANKS = CharSet.of(" \t");
  private static final CharSet NOT_DIGITS = CharSet.DIGITS.complement();

  @Override
  public List<String> triggers() {
    return List.of(BEARER, "basic");
  }

  @Override
  public void confirm(Scan scan, int start, int end) {
    int value = scan.endOf(BLANKS, end, end + 4);
    if (scan.startsWith("%20", end)) {
      value = end + 3;
    }
    if (value == end || value < scan.authorizationsReached || !scan.startsWord(start)) {
      return;
    }
    int to = scan.endOf(CharSet.TOKEN68, value);
    scan.authorizationsReached = to;
    if (end - start == BEARER.length()) {
      boolean digit = scan.endOf(NOT_DIGITS, value, to) < to;
      if (to - value >= LEAST_BEARER && digit) {
        scan.add(value, to, EntityTypes.TOKEN, SCORE, "bearer");
      }
    } else if (to - value >= LEAST_BASIC && isBasic(scan, value, to)) {
      scan.add(value, to, EntityTypes.PASSWORD, SCORE, "basic");
    }
  }

  private static boolean isBasic(Scan scan, int start, int end) {
    if (end - start > LONGEST_BASIC) {
      return true;
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(scan.substring(start, end).getBytes(ISO_8859_1));
      return new String(decoded, ISO_8859_1).indexOf(':') >= 0;
    } catch (IllegalArgumentException _) {
      // Not base64, so not credentials; the exception is how the decoder says so.
      return false;
    }
  }
}
