package org.faultmaven.redaction.rule;

import java.util.List;

/**
 * E-mail addresses, those of internal domains ({@code bob@corp.local}) and URL-encoded ones
 * included; of {@code bob@10.0.0.1} the user. Not what only has an at sign: objects ({@code
 * Foo@1b2c3d}), package versions ({@code node@18.2.0}), image scales ({@code icon@2x.png}).
 */
final class EmailRule implements Rule {
  private static final CharSet LOCAL = CharSet.of("0-9a-zA-Z._%+'-").andBeyondAscii();
  private static final CharSet LEADING = CharSet.of(".'+-");
  private static final CharSet DOMAIN = CharSet.of("0-9a-zA-Z.-").andBeyondAscii();
  private static final CharSet TRAILING = CharSet.of(".-");
  private static final CharSet LABEL = CharSet.of("0-9a-zA-Z-").andBeyondAscii();
  private static final CharSet TOP = CharSet.LETTERS.andBeyondAscii();
  private static final double SCORE = 0.95;
  private static final double USER_SCORE = 0.5;

  @Override
  public List<String> triggers() {
    return List.of("@", "%40");
  }

  @Override
  public void confirm(Scan scan, int start, int end) {
    int limit = scan.atSignsReached;
    scan.atSignsReached = end;
    if (start < scan.credentialsReached) {
      return;
    }
    if (!scan.has(DOMAIN, end) || !scan.has(LOCAL, start - 1)) {
      return;
    }
    int from = localStart(scan, start, limit);
    if (from >= start) {
      return;
    }
    int to = domainEnd(scan, end);
    if (to > 0) {
      scan.add(from, to, EntityTypes.EMAIL_ADDRESS, SCORE, "email");
    } else if (Ipv4.end(scan, end) > 0 && !Placeholders.isNobody(scan.substring(from, start))) {
      scan.add(from, start, EntityTypes.USERNAME, USER_SCORE, "user-at-address");
    }
  }

  private static int localStart(Scan scan, int end, int limit) {
    int run = scan.startOf(LOCAL, end, limit);
    int start = end;
    while (start > run && isLocal(scan.at(start - 1))) {
      start--;
    }
    if (scan.at(start - 1) == '\\' && "nrt".indexOf(scan.at(start)) >= 0) {
      start++;
    }
    while (start < end) {
      if (scan.has(LEADING, start)) {
        start++;
      } else if (scan.at(start) == '%' && scan.has(CharSet.HEX, start + 1)) {
        start = Math.min(start + 3, end);
      } else {
        break;
      }
    }
    return start;
  }

  private static boolean isLocal(char c) {
    return c < 128 || Character.isLetterOrDigit(c);
  }

  /** The end of a domain of at least two labels with a top level of letters, or -1. */
  private static int domainEnd(Scan scan, int start) {
    int end = scan.endOf(DOMAIN, start);
    for (int i = start; i < end; i++) {
      if (!isLocal(scan.at(i))) {
        end = i;
      }
    }
    int firstDot = scan.endOf(LABEL, start, end);
    if (firstDot == start || isVersionOrScale(scan, start, firstDot, end)) {
      return -1;
    }
    while (end > firstDot) {
      end = scan.startOf(TRAILING, end, firstDot);
      int top = scan.startOf(LABEL, end, firstDot);
      boolean letters = end - top >= 2 && scan.endOf(TOP, top, end) == end;
      if (top > firstDot && (letters || scan.startsWithIgnoringCase("xn--", top))) {
        return end;
      }
      end = top;
    }
    return -1;
  }

  private static boolean isVersionOrScale(Scan scan, int start, int firstDot, int end) {
    int digits = scan.endOf(CharSet.DIGITS, start, firstDot);
    if (digits == start) {
      return false;
    }
    boolean scale = digits == firstDot - 1 && scan.at(digits) == 'x';
    boolean version =
        digits == firstDot && scan.endOf(CharSet.DIGITS, firstDot + 1, end) > firstDot + 1;
    return scale || version;
  }
}
