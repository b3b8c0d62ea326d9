package org.faultmaven.redaction.rule;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What joins a key to its value.
 *
 * @param form how surely it does
 * @param value where the value begins; blanks before it are skipped
 */
record Separator(Form form, int value) {
  enum Form {
    /** {@code k=v}, {@code k := v}, {@code k => v}, {@code k%3Dv}. */
    ASSIGNMENT,
    /** {@code DB_K=v} of an environment: nothing ends the value but a blank. */
    VARIABLE,
    /** {@code k: v}, which a sentence may have too. */
    COLON,
    /** {@code the k is v}. */
    SENTENCE,
    /** {@code --k v}. */
    OPTION,
    /** {@code k v}: only what can be no word. */
    APPOSITION,
    /** {@code k 'v'}. */
    QUOTATION,
    /** {@code <k>v</k>}. */
    ELEMENT,
    /** The value has the whole fragment. */
    LABEL
  }

  private static final CharSet BLANKS = CharSet.of(" \t");
  private static final CharSet UPPER = CharSet.of("A-Z0-9");
  private static final CharSet VARIABLE = CharSet.of("A-Z0-9_");
  private static final CharSet GAPS = CharSet.of(" \t\r\n,");
  private static final CharSet BACKSLASHES = CharSet.of("\\");
  private static final CharSet QUOTES = CharSet.of("\"'`");
  private static final CharSet ASSIGNS = CharSet.of("=>~");
  private static final int MOST_BLANKS = 40;

  /** The separator after a key, or null when no value follows. */
  static @Nullable Separator after(Scan scan, int from, int to) {
    int closed = keyEnd(scan, to);
    int at = scan.endOf(BLANKS, closed, closed + MOST_BLANKS);
    Separator separator = sign(scan, from, to, at);
    if (separator == null && scan.at(closed) == '%') {
      separator = encoded(scan, closed);
    }
    if (separator == null) {
      separator = sibling(scan, closed);
    }
    if (separator == null && at > closed) {
      separator = word(scan, from, at);
    }
    return separator == null ? null : separator.skippingBlanks(scan);
  }

  /** Past the quote and the bracket that close a key. */
  private static int keyEnd(Scan scan, int to) {
    int quote = scan.endOf(BACKSLASHES, to, to + 4);
    int at = scan.has(QUOTES, quote) ? quote + 1 : to;
    return scan.at(at) == ']' ? at + 1 : at;
  }

  private static @Nullable Separator sign(Scan scan, int from, int to, int at) {
    return switch (scan.at(at)) {
      case '=' -> {
        Form form = at == to && isVariable(scan, from, to) ? Form.VARIABLE : Form.ASSIGNMENT;
        yield new Separator(form, scan.endOf(ASSIGNS, at, at + 3));
      }
      case ':' -> {
        char next = scan.at(at + 1);
        if (next == '=') {
          yield new Separator(Form.ASSIGNMENT, at + 2);
        }
        boolean scope = next == ':' || (next == '/' && scan.at(at + 2) == '/');
        yield scope ? null : new Separator(Form.COLON, at + 1);
      }
      case '-' -> scan.at(at + 1) == '>' ? new Separator(Form.ASSIGNMENT, at + 2) : null;
      case '>' -> at == to && scan.at(from - 1) == '<' ? new Separator(Form.ELEMENT, at + 1) : null;
      default -> null;
    };
  }

  private static boolean isVariable(Scan scan, int from, int to) {
    int first = scan.endOf(UPPER, from, to);
    return scan.at(first) == '_' && scan.endOf(VARIABLE, first, to) == to;
  }

  private static @Nullable Separator encoded(Scan scan, int at) {
    String sign = scan.substring(at, Math.min(at + 3, scan.length())).toLowerCase(Locale.ROOT);
    return sign.equals("%3d") || sign.equals("%3a") ? new Separator(Form.ASSIGNMENT, at + 3) : null;
  }

  /** {@code name="k" value="v"}, {@code {"name":"k","value":"v"}}, and the same in YAML. */
  private static @Nullable Separator sibling(Scan scan, int closed) {
    int gap = scan.endOf(GAPS, closed, closed + MOST_BLANKS);
    int word = scan.has(QUOTES, gap) ? gap + 1 : gap;
    if (gap == closed || !scan.startsWithIgnoringCase("value", word)) {
      return null;
    }
    int end = keyEnd(scan, word + "value".length());
    int at = scan.endOf(BLANKS, end, end + MOST_BLANKS);
    return scan.at(at) == ':' || scan.at(at) == '=' ? new Separator(Form.ASSIGNMENT, at + 1) : null;
  }

  private static @Nullable Separator word(Scan scan, int from, int at) {
    char c = scan.at(at);
    if (scan.at(from) == '-' && c != '-') {
      return new Separator(Form.OPTION, at);
    }
    if (QUOTES.contains(c)) {
      return new Separator(Form.QUOTATION, at);
    }
    if (scan.startsWithIgnoringCase("is ", at)) {
      return new Separator(Form.SENTENCE, at + 3);
    }
    return scan.startsWithIgnoringCase("was ", at)
        ? new Separator(Form.SENTENCE, at + 4)
        : new Separator(Form.APPOSITION, at);
  }

  private Separator skippingBlanks(Scan scan) {
    return new Separator(form, scan.endOf(BLANKS, value, value + MOST_BLANKS));
  }
}
