package org.faultmaven.sanitizer.format;

import java.util.HexFormat;

/** JSON's own syntax (RFC 8259), as far as a text that a parser accepted needs it. */
final class JsonText {
  private static final HexFormat HEX = HexFormat.of();

  private JsonText() {}

  /** The first index from {@code at} that is neither a blank nor punctuation between values. */
  static int skipPunctuation(String json, int at) {
    int i = at;
    while (i < json.length() && isPunctuation(json.charAt(i))) {
      i++;
    }
    return i;
  }

  /** The index after the string, number or literal that begins at {@code start}. */
  static int endOfScalar(String json, int start) {
    int i = start;
    if (json.charAt(start) == '"') {
      for (i++; json.charAt(i) != '"'; i++) {
        if (json.charAt(i) == '\\') {
          i++;
        }
      }
      return i + 1;
    }
    while (i < json.length() && !isPunctuation(json.charAt(i))) {
      i++;
    }
    return i;
  }

  /** Appends a text as a JSON string. */
  static void quote(String text, StringBuilder to) {
    to.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> to.append('\\').append(c);
        case '\n' -> to.append("\\n");
        case '\r' -> to.append("\\r");
        case '\t' -> to.append("\\t");
        default -> {
          if (c < ' ' || isHalf(text, i)) {
            to.append("\\u").append(HEX.toHexDigits(c));
          } else {
            to.append(c);
          }
        }
      }
    }
    to.append('"');
  }

  /** Half of a surrogate pair can be escaped in JSON but not be written in UTF-8. */
  private static boolean isHalf(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }

  private static boolean isPunctuation(char c) {
    return switch (c) {
      case ' ', '\t', '\n', '\r', ',', ':', '{', '}', '[', ']' -> true;
      default -> false;
    };
  }
}
