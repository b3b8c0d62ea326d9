package org.faultmaven.redaction;

import static java.util.Locale.ROOT;

import java.util.Set;

/** Where a slot's value begins and ends. */
final class SlotValue {
  private static final Set<String> SCHEMES =
      Set.of("bearer", "basic", "digest", "token", "apikey", "negotiate", "aws4-hmac-sha256");

  private SlotValue() {}

  /** 1 for a quote, 2 for one that is escaped itself (JSON in a string), 0 for none. */
  static int quoteLength(String text, int at) {
    if (at >= text.length()) {
      return 0;
    }
    char c = text.charAt(at);
    if (c == '"' || c == '\'' || c == '`') {
      return 1;
    }
    boolean escaped = c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '"';
    return escaped ? 2 : 0;
  }

  /** The closing quote, or the end of the line when there is none. */
  static int endOfQuoted(String text, int from, char quote, boolean escaped) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        return i;
      }
      if (c == '\\' && i + 1 < text.length()) {
        if (escaped && text.charAt(i + 1) == quote) {
          return i;
        }
        i++;
      } else if (c == quote) {
        return i;
      }
    }
    return text.length();
  }

  /** After {@code Bearer} and the like, which are no secret. */
  static int afterScheme(String text, int from) {
    int end = from;
    while (end < text.length()
        && end - from < 20
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '-')) {
      end++;
    }
    boolean scheme =
        end < text.length()
            && text.charAt(end) == ' '
            && SCHEMES.contains(text.substring(from, end).toLowerCase(ROOT));
    return scheme ? end + 1 : from;
  }

  /**
   * White space, a quote or {@code &} ends a bare value; other punctuation only where something new
   * begins.
   */
  static int endOfBare(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || c == '"' || c == '\'' || c == '&' || c == '`') {
        return i;
      }
      if (c == '\\' && i + 1 < text.length() && "nrt\"".indexOf(text.charAt(i + 1)) >= 0) {
        return i;
      }
      if (",;)]}>|".indexOf(c) >= 0 && endsHere(text, i)) {
        return i;
      }
    }
    return text.length();
  }

  private static boolean endsHere(String text, int at) {
    if (text.charAt(at) == '>' || at + 1 >= text.length()) {
      return true;
    }
    char next = text.charAt(at + 1);
    return Character.isWhitespace(next)
        || ",;)]}>\"'".indexOf(next) >= 0
        || isNameThenSeparator(text, at + 1);
  }

  private static boolean isNameThenSeparator(String text, int from) {
    int i = from;
    while (i < text.length()
        && i - from < 64
        && (Character.isLetterOrDigit(text.charAt(i)) || "_-.".indexOf(text.charAt(i)) >= 0)) {
      i++;
    }
    return i > from && i < text.length() && (text.charAt(i) == '=' || text.charAt(i) == ':');
  }

  /** Whether at least two more lower-case words follow. */
  static boolean looksLikeProse(String text, int from) {
    int words = 0;
    int i = from;
    while (i < text.length() && text.charAt(i) == ' ' && words < 2) {
      int start = ++i;
      while (i < text.length() && Character.isLowerCase(text.charAt(i)) && i - start < 32) {
        i++;
      }
      if (i == start) {
        return false;
      }
      words++;
    }
    return words == 2;
  }
}
