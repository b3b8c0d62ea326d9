package org.faultmaven.redaction;

import java.util.function.Consumer;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.Span;
import org.jspecify.annotations.Nullable;

/**
 * Values after a name that gives them away: {@code password=v}, {@code "token": "v"}, {@code
 * --api-key v}, {@code user=v}; and the whole fragment when its label is such a name. Goes from
 * each separator to the name before it and the value after it, never further than {@link #MAX_NAME}
 * and the value's own end.
 */
final class SlotRule implements Recognizer {
  private static final int MAX_NAME = 64;
  private static final double SCORE = 0.9;

  @Override
  public void find(Fragment fragment, Consumer<Span> found) {
    String text = fragment.text();
    String label = fragment.label();
    if (label != null) {
      String type = SlotNames.typeAfter(label);
      if (type != null && !SlotNames.isHarmless(text, type)) {
        found.accept(new Span(0, text.length(), type, SCORE, "label"));
      }
    }
    int done = 0;
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c == '=' || c == ':') && i >= done) {
        done = atSeparator(text, i, found);
      } else if (c == '-' && text.charAt(i - 1) == '-' && i >= done) {
        done = atFlag(text, i + 1, found);
      }
    }
  }

  /** Returns where to go on. */
  private static int atSeparator(String text, int separator, Consumer<Span> found) {
    String name = nameBefore(text, separator);
    String type = name == null ? null : SlotNames.typeAfter(name);
    if (type == null) {
      return separator + 1;
    }
    int from = separator + 1;
    // "=>", ":=" and "==" separate too.
    if (from < text.length() && (text.charAt(from) == '>' || text.charAt(from) == '=')) {
      from++;
    }
    return value(text, skipBlanks(text, from), type, text.charAt(separator), found);
  }

  /** {@code --password v}; with {@code =} the separator finds it. */
  private static int atFlag(String text, int from, Consumer<Span> found) {
    int end = from;
    while (end < text.length() && end - from < MAX_NAME && isName(text.charAt(end))) {
      end++;
    }
    if (end == from || end >= text.length() || text.charAt(end) != ' ') {
      return from;
    }
    String type = SlotNames.typeAfter(text.substring(from, end));
    return type == null ? from : value(text, skipBlanks(text, end), type, ' ', found);
  }

  private static int value(
      String text, int from, String type, char separator, Consumer<Span> found) {
    int start = from;
    int end;
    int quote = SlotValue.quoteLength(text, from);
    if (quote > 0) {
      start = from + quote;
      end = SlotValue.endOfQuoted(text, start, text.charAt(start - 1), quote == 2);
    } else {
      start = SlotValue.afterScheme(text, from);
      end = SlotValue.endOfBare(text, start);
    }
    if (start >= end) {
      return Math.max(from, start);
    }
    if (!SlotNames.isHarmless(text.substring(start, end), type)
        && !isProse(text, start, end, type, separator)) {
      found.accept(new Span(start, end, type, SCORE, "slot"));
    }
    return end;
  }

  /**
   * {@code user: the one who ...}: after a colon and a blank, only one word to the end of a clause
   * is a name.
   */
  private static boolean isProse(String text, int start, int end, String type, char separator) {
    return type.equals(EntityTypes.USERNAME)
        && separator == ':'
        && start > 0
        && text.charAt(start - 1) == ' '
        && end + 1 < text.length()
        && text.charAt(end) == ' '
        && Character.isLetter(text.charAt(end + 1))
        && text.substring(start, end).chars().allMatch(Character::isLowerCase)
        && SlotValue.looksLikeProse(text, end);
  }

  private static @Nullable String nameBefore(String text, int separator) {
    int end = separator;
    while (end > 0
        && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\t')
        && separator - end < 2) {
      end--;
    }
    while (end > 0 && isQuoteOrBracket(text.charAt(end - 1)) && separator - end < 4) {
      end--;
    }
    int start = end;
    while (start > 0 && end - start < MAX_NAME && isName(text.charAt(start - 1))) {
      start--;
    }
    return start == end ? null : text.substring(start, end);
  }

  private static boolean isQuoteOrBracket(char c) {
    return c == '"' || c == '\'' || c == '\\' || c == '`' || c == ']';
  }

  private static boolean isName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }

  private static int skipBlanks(String text, int from) {
    int next = from;
    while (next < text.length() && (text.charAt(next) == ' ' || text.charAt(next) == '\t')) {
      next++;
    }
    return next;
  }
}
