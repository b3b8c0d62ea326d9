package org.faultmaven.standalone.client;

/** Text of others on a terminal. */
final class TerminalText {
  private TerminalText() {}

  /**
   * Without control characters but tab and LF: an escape sequence in a log line would otherwise
   * steer the terminal of who reads it.
   */
  static String harmless(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) && c != '\t' && c != '\n' ? '\uFFFD' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** At most so many characters, the last of them dots when there were more. */
  static String cut(String line, int maxWidth) {
    if (line.codePointCount(0, line.length()) <= maxWidth) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, maxWidth - 3)) + "...";
  }

  /** The first lines, each cut and indented; how many are left out is said. */
  static String indented(String text, String indent, int maxLines, int maxWidth) {
    var lines = harmless(text).lines().toList();
    var out = new StringBuilder();
    lines.stream()
        .limit(maxLines)
        .forEach(
            line -> out.append(indent).append(cut(line, maxWidth)).append(System.lineSeparator()));
    if (lines.size() > maxLines) {
      out.append(indent)
          .append("... ")
          .append(lines.size() - maxLines)
          .append(" more lines")
          .append(System.lineSeparator());
    }
    return out.toString();
  }
}
