package org.faultmaven.redaction.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.faultmaven.contracts.record.Span;

/**
 * One pass over one text: the text, what was found so far, and the marks that keep the rules from
 * reading the same stretch again and again. Every loop of a rule runs through here, so that {@link
 * #steps} counts the work.
 */
final class Scan {
  private static final CharSet COLOUR = CharSet.of("0-9;");
  private static final char ESCAPE = 0x1b;

  private final String text;
  private final Set<String> types;
  private final List<Span> spans = new ArrayList<>();
  private final List<Span> tokens = new ArrayList<>();
  private long steps;

  /** Up to here, the keys of slots were judged. */
  int keysReached;

  /** Up to here, the values of slots were masked. */
  int valuesReached;

  /** Up to here, at signs were looked at, plain or encoded. */
  int atSignsReached;

  /** Up to here, tokens with a known prefix were taken. */
  int tokensReached;

  /** Up to here, JSON web tokens were looked for. */
  int jwtsReached;

  /** Up to here, what follows {@code Bearer} and {@code Basic} was looked at. */
  int authorizationsReached;

  /** Up to here, the authorities of URLs were looked at. */
  int urlsReached;

  /** Up to here, users and passwords of URLs were taken, at signs included. */
  int credentialsReached;

  /** Up to here, PEM blocks were taken. */
  int pemReached;

  /**
   * @param types the entity types whose pseudonyms are known
   */
  Scan(String text, Set<String> types) {
    this.text = text;
    this.types = types;
  }

  int length() {
    return text.length();
  }

  /** The character at an index, or NUL outside the text. */
  char at(int index) {
    return index >= 0 && index < text.length() ? text.charAt(index) : 0;
  }

  boolean has(CharSet set, int index) {
    return index >= 0 && index < text.length() && set.contains(text.charAt(index));
  }

  /** The first index from {@code from} on that is not in the set, at most {@code limit}. */
  int endOf(CharSet set, int from, int limit) {
    int end = Math.min(limit, text.length());
    int i = from;
    while (i < end && set.contains(text.charAt(i))) {
      i++;
    }
    steps += i - from + 1;
    return i;
  }

  int endOf(CharSet set, int from) {
    return endOf(set, from, text.length());
  }

  /** The start of the run of the set that ends at {@code end}, at least {@code limit}. */
  int startOf(CharSet set, int end, int limit) {
    int start = Math.max(limit, 0);
    int i = end;
    while (i > start && set.contains(text.charAt(i - 1))) {
      i--;
    }
    steps += end - i + 1;
    return i;
  }

  boolean startsWith(String prefix, int index) {
    steps++;
    return text.startsWith(prefix, index);
  }

  boolean startsWithIgnoringCase(String prefix, int index) {
    steps++;
    return text.regionMatches(true, index, prefix, 0, prefix.length());
  }

  /** The first place of a string, or the end of the text. */
  int find(String string, int from) {
    int found = text.indexOf(string, from);
    int end = found < 0 ? text.length() : found;
    steps += end - from + 1;
    return end;
  }

  String substring(int start, int end) {
    steps += end - start;
    return text.substring(start, end);
  }

  /**
   * Whether a word can begin here: nothing of a word stands before, unless it is the end of an
   * escape ({@code \n}, {@code %3D}, a colour of a terminal), which looks like one.
   */
  boolean startsWord(int index) {
    char before = at(index - 1);
    if (!CharSet.WORD.contains(before) && before < 128) {
      return true;
    }
    if (before >= 128) {
      return !Character.isLetterOrDigit(before);
    }
    char second = at(index - 2);
    if (second == '\\') {
      return before == 'n' || before == 't' || before == 'r';
    }
    if (CharSet.HEX.contains(before) && CharSet.HEX.contains(second) && at(index - 3) == '%') {
      return true;
    }
    if (before == 'm' && isColour(index - 1)) {
      return true;
    }
    return isUnicodeEscape(index);
  }

  /**
   * Where a run of digits really begins: the digits of an escape ({@code %20}, {@code \\u0020})
   * just before a number look like the number's own.
   */
  int numberStart(int start) {
    if (at(start - 1) == '%' && has(CharSet.HEX, start + 1)) {
      return start + 2;
    }
    return at(start - 1) == 'u' && isUnicodeEscape(start + 4) ? start + 4 : start;
  }

  private boolean isUnicodeEscape(int end) {
    return at(end - 5) == 'u'
        && at(end - 6) == '\\'
        && startOf(CharSet.HEX, end, end - 4) == end - 4;
  }

  private boolean isColour(int end) {
    int start = startOf(COLOUR, end, end - 12);
    return start < end && at(start - 1) == '[' && (at(start - 2) == ESCAPE || at(start - 2) == 'b');
  }

  boolean endsWord(int index) {
    char after = at(index);
    return after < 128 ? !CharSet.WORD.contains(after) : !Character.isLetterOrDigit(after);
  }

  /** The end of the pseudonym that starts here, or -1. */
  int tokenEnd(int start) {
    return Token.end(this, start, types);
  }

  void add(int start, int end, String type, double score, String rule) {
    if (start < end) {
      spans.add(new Span(start, end, type, score, rule));
    }
  }

  void addToken(int start, int end) {
    tokens.add(new Span(start, end, "TOKEN", 1, "pseudonym"));
  }

  void count(long more) {
    steps += more;
  }

  List<Span> spans() {
    return spans;
  }

  List<Span> tokens() {
    return tokens;
  }

  long steps() {
    return steps;
  }
}
