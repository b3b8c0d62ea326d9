package org.faultmaven.redaction.rule;

/**
 * A value without quotes: up to the next blank, or to punctuation that belongs to what surrounds it
 * (a closing bracket that the value did not open, a comma before the next key). Where that is not
 * certain the value goes on: masking too much is the lesser fault.
 */
final class BareValue {
  private static final CharSet STOPS = CharSet.of("\u0001- \"'`,;|&()[]{}<\\%\u007f");
  private static final CharSet PLAIN = STOPS.complement();
  private static final CharSet OUTSIDE = CharSet.of("\u0001- \"'`,;)]}>:&\\|");
  private static final CharSet KEY = CharSet.of("0-9a-zA-Z_.-");
  private static final CharSet KEY_STARTS = CharSet.of(" \"'{[(?&");
  private static final int LONGEST_KEY = 40;

  private BareValue() {}

  static int end(Scan scan, int start) {
    return end(scan, start, true);
  }

  /**
   * @param amongKeys whether other keys may follow without a blank; not in {@code
   *     DB_PASSWORD=a;b=c}
   */
  static int end(Scan scan, int start, boolean amongKeys) {
    int depth = 0;
    int at = start;
    while (true) {
      at = scan.endOf(PLAIN, at);
      if (at >= scan.length()) {
        return at;
      }
      char c = scan.at(at);
      switch (c) {
        case '(', '[', '{' -> depth++;
        case ')', ']', '}' -> {
          if (depth == 0 && endsHere(scan, at + 1)) {
            return at;
          }
          depth = Math.max(0, depth - 1);
        }
        case '"', '\'', '`' -> {
          if (endsHere(scan, at + 1)) {
            return at;
          }
        }
        case ',', ';', '|' -> {
          if (endsHere(scan, at + 1) || (amongKeys && isKey(scan, at + 1))) {
            return at;
          }
        }
        case '&' -> {
          if (scan.startsWith("&amp;", at) || (amongKeys && isKey(scan, at + 1))) {
            return at;
          }
        }
        case '%' -> {
          if (scan.startsWith("%26", at)) {
            return at;
          }
        }
        case '<' -> {
          if (scan.at(at + 1) == '/' || scan.at(at + 1) == '<') {
            return at;
          }
          int token = scan.tokenEnd(at);
          at = token > 0 ? token - 1 : at;
        }
        case '\\' -> {
          char escaped = scan.at(at + 1);
          boolean lineEnds = (escaped == 'n' || escaped == 'r') && isKey(scan, at + 2);
          if (escaped == '"' || lineEnds) {
            return at;
          }
        }
        default -> {
          return at;
        }
      }
      at++;
    }
  }

  private static boolean endsHere(Scan scan, int at) {
    return at >= scan.length() || scan.has(OUTSIDE, at);
  }

  /** Whether another key and its sign follow. */
  private static boolean isKey(Scan scan, int at) {
    int start = scan.endOf(KEY_STARTS, at, at + 2);
    int end = scan.endOf(KEY, start, start + LONGEST_KEY);
    return end > start && (scan.at(end) == '=' || scan.at(end) == ':');
  }
}
