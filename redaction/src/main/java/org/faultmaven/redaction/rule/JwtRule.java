package org.faultmaven.redaction.rule;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import java.util.List;

/**
 * JSON web tokens, signed or encrypted (RFC 7515, 7516): segments of base64url, the first of which
 * begins with an encoded brace and quote. A header alone, cut off before its first dot, counts when
 * it names its algorithm.
 */
final class JwtRule implements Rule {
  private static final double SCORE = 0.95;
  private static final int LEAST_SEGMENT = 4;
  private static final int LEAST_HEADER = 12;
  private static final int LONGEST_HEADER = 1024;
  private static final int MOST_SEGMENTS = 5;

  @Override
  public List<String> triggers() {
    return List.of("eyj");
  }

  @Override
  public void confirm(Scan scan, int start, int prefixEnd) {
    boolean begins = !scan.has(CharSet.BASE64_URL, start - 1) || scan.startsWord(start);
    if (!begins || start < scan.jwtsReached || !scan.startsWith("eyJ", start)) {
      return;
    }
    int end = scan.endOf(CharSet.BASE64_URL, prefixEnd);
    int header = end - start;
    int segments = 1;
    while (segments < MOST_SEGMENTS && scan.at(end) == '.') {
      int next = scan.endOf(CharSet.BASE64_URL, end + 1);
      if (next - end - 1 < LEAST_SEGMENT) {
        break;
      }
      end = next;
      segments++;
    }
    scan.jwtsReached = end;
    if (header >= LEAST_HEADER && (segments > 1 || isHeader(scan, start, end))) {
      scan.add(start, end, EntityTypes.TOKEN, SCORE, "jwt");
    }
  }

  private static boolean isHeader(Scan scan, int start, int end) {
    // Whole groups of four digits, which decode whatever was cut off after them.
    int groups = Math.min(end - start, LONGEST_HEADER) / 4 * 4;
    byte[] json =
        Base64.getUrlDecoder().decode(scan.substring(start, start + groups).getBytes(ISO_8859_1));
    return new String(json, ISO_8859_1).contains("\"alg\"");
  }
}
