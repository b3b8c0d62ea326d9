package org.faultmaven.redaction.rule;

import java.util.Set;

/** A pseudonym in the text: {@code <TYPE_k7f3q2mz>} or {@code <TYPE>} of a known type. */
final class Token {
  private static final CharSet BODY = CharSet.of("A-Z0-9_a-z");
  private static final CharSet DIGITS = CharSet.of("a-z2-7");
  private static final int KEYED = 8;
  private static final int LONGEST = 64;

  private Token() {}

  /** Where the pseudonym that starts here ends, or -1 when there is none. */
  static int end(Scan scan, int start, Set<String> types) {
    char first = scan.at(start + 1);
    if (first < 'A' || first > 'Z') {
      return -1;
    }
    int end = scan.endOf(BODY, start + 1, start + LONGEST);
    if (scan.at(end) != '>') {
      return -1;
    }
    int type = end - KEYED - 1;
    boolean known =
        types.contains(scan.substring(start + 1, end))
            || (type > start + 1
                && scan.at(type) == '_'
                && scan.endOf(DIGITS, type + 1, end) == end
                && types.contains(scan.substring(start + 1, type)));
    return known ? end + 1 : -1;
  }
}
