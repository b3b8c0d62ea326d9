package org.faultmaven.redaction.rule;

import org.jspecify.annotations.Nullable;

/**
 * A quoted value, at any depth of quoting: {@code "x"}, {@code \"x\"} inside a string, {@code
 * """x"""}. One that does not end reaches to the end of its line.
 *
 * @param start of what is quoted
 * @param end of what is quoted
 * @param after the closing quotes
 */
record Quotes(int start, int end, int after) {
  private static final CharSet QUOTES = CharSet.of("\"'`");
  private static final CharSet BACKSLASHES = CharSet.of("\\");

  /** The quoted value that opens here, or null when none does. */
  static @Nullable Quotes at(Scan scan, int at) {
    int quote = scan.endOf(BACKSLASHES, at, at + 8);
    if (!scan.has(QUOTES, quote)) {
      return null;
    }
    char sign = scan.at(quote);
    int depth = quote - at;
    if (depth == 0 && scan.at(quote + 1) == sign && scan.at(quote + 2) == sign) {
      String triple = String.valueOf(sign).repeat(3);
      int end = scan.find(triple, quote + 3);
      return new Quotes(quote + 3, end, Math.min(end + 3, scan.length()));
    }
    return closing(scan, quote + 1, sign, depth);
  }

  private static Quotes closing(Scan scan, int start, char sign, int depth) {
    int backslashes = 0;
    int i = start;
    for (; i < scan.length(); i++) {
      char c = scan.at(i);
      if (c == '\n' || c == '\r') {
        break;
      }
      if (c == sign && closes(backslashes, depth)) {
        boolean doubled = sign == '\'' && depth == 0 && i > start && scan.at(i + 1) == sign;
        if (!doubled) {
          scan.count(i - start);
          return new Quotes(start, i - Math.min(backslashes, depth), i + 1);
        }
        i++;
      }
      backslashes = c == '\\' ? backslashes + 1 : 0;
    }
    scan.count(i - start);
    return new Quotes(start, i, i);
  }

  /** As many backslashes as opened, or fewer: then an outer string ends here, and this with it. */
  private static boolean closes(int backslashes, int depth) {
    return depth == 0 ? backslashes % 2 == 0 : backslashes <= depth;
  }
}
