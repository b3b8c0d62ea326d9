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

  /** The first lines, each indented; what is left out is said. */
  static String indented(String text, String indent, int maxLines) {
    var lines = harmless(text).lines().toList();
    var out = new StringBuilder();
    lines.stream()
        .limit(maxLines)
        .forEach(line -> out.append(indent).append(line).append(System.lineSeparator()));
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
