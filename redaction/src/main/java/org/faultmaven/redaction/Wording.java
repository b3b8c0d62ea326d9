package org.faultmaven.redaction;

import java.util.Arrays;
import java.util.List;
import org.faultmaven.contracts.record.Span;

/**
 * A text with what differs between repeats of one wording made equal, which still knows where each
 * character came from. A recogniser that judges wordings, and remembers its verdicts by them, works
 * in proportion to what is new in a log and not to its lines.
 *
 * <p>Whatever is replaced becomes {@value #STAND_IN}. Nothing else of the text changes.
 */
public final class Wording {
  /** What stands for each replaced stretch: a number, which no recogniser takes for a name. */
  public static final String STAND_IN = "0";

  private static final int HEXADECIMAL_FROM = 8;

  private final String text;
  // Stretch i of the original, from[i] to to[i], became the one character at places[i].
  private final int[] places;
  private final int[] from;
  private final int[] to;

  private Wording(String text, int[] places, int[] from, int[] to) {
    this.text = text;
    this.places = places;
    this.from = from;
    this.to = to;
  }

  /** The text itself; only pseudonyms are made equal, since they are nobody's words. */
  public static Wording exact(Draft draft) {
    Edits edits = new Edits(draft.text());
    for (Span pseudonym : draft.pseudonyms()) {
      edits.replace(pseudonym.start(), pseudonym.end());
    }
    return edits.done();
  }

  /** With pseudonyms, masked values and timestamps made equal. */
  public static Wording timeless(Draft draft) {
    return of(draft, false);
  }

  /** With pseudonyms, masked values, timestamps and all other numbers made equal. */
  public static Wording numberless(Draft draft) {
    return of(draft, true);
  }

  private static Wording of(Draft draft, boolean numbers) {
    String text = draft.text();
    Edits edits = new Edits(text);
    Timestamps timestamps = new Timestamps(text);
    Stretches hidden = new Stretches(draft.masked(), draft.pseudonyms());
    int end = text.length();
    for (int i = 0; i < end; ) {
      if (i == hidden.start()) {
        edits.replace(i, hidden.end());
        i = hidden.end();
        hidden.next();
        continue;
      }
      char c = text.charAt(i);
      int limit = Math.min(hidden.start(), end);
      if (!isWord(text, i - 1)) {
        int timestamp = timestamps.end(i, c, limit);
        if (timestamp > i) {
          edits.replace(i, timestamp);
          i = timestamp;
          continue;
        }
        int hexadecimal = numbers ? endOfHexadecimal(text, i, limit) : i;
        if (hexadecimal > i) {
          edits.replace(i, hexadecimal);
          i = hexadecimal;
          continue;
        }
      }
      int after = i + 1;
      if (numbers && isDigit(c)) {
        while (after < limit && isDigit(text.charAt(after))) {
          after++;
        }
        edits.replace(i, after);
      }
      i = after;
    }
    return edits.done();
  }

  /** Where the hexadecimal number that starts here ends; {@code start} when there is none. */
  private static int endOfHexadecimal(String text, int start, int limit) {
    boolean digit = false;
    int i = start;
    for (; i < limit; i++) {
      char c = text.charAt(i);
      if (isDigit(c)) {
        digit = true;
      } else if ((c | 0x20) < 'a' || (c | 0x20) > 'f') {
        break;
      }
    }
    return digit && i - start >= HEXADECIMAL_FROM && !isWord(text, i) ? i : start;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isWord(String text, int index) {
    return index >= 0 && index < text.length() && Character.isLetterOrDigit(text.charAt(index));
  }

  public String text() {
    return text;
  }

  /**
   * A span of this wording in the indices of the original text. A stretch that was replaced belongs
   * to it as a whole or not at all.
   */
  public Span original(Span span) {
    return new Span(start(span.start()), end(span.end()), span.type(), span.score(), span.rule());
  }

  private int start(int index) {
    int at = Arrays.binarySearch(places, index);
    return at >= 0 ? from[at] : index + shift(-at - 2);
  }

  private int end(int index) {
    int at = Arrays.binarySearch(places, index - 1);
    return at >= 0 ? to[at] : index + shift(-at - 2);
  }

  private int shift(int last) {
    return last < 0 ? 0 : to[last] - places[last] - 1;
  }

  /** Nothing of the text. */
  @Override
  public String toString() {
    return "Wording[" + text.length() + " characters]";
  }

  /** The spans of two lists, one after the other by place. */
  private static final class Stretches {
    private final List<Span> masked;
    private final List<Span> pseudonyms;
    private int nextMasked;
    private int nextPseudonym;
    private int start;
    private int end;

    Stretches(List<Span> masked, List<Span> pseudonyms) {
      this.masked = masked;
      this.pseudonyms = pseudonyms;
      next();
    }

    /** Of the current one; beyond every text when there are no more. */
    int start() {
      return start;
    }

    int end() {
      return end;
    }

    void next() {
      int one = nextMasked < masked.size() ? masked.get(nextMasked).start() : Integer.MAX_VALUE;
      int other =
          nextPseudonym < pseudonyms.size()
              ? pseudonyms.get(nextPseudonym).start()
              : Integer.MAX_VALUE;
      start = Math.min(one, other);
      if (start == Integer.MAX_VALUE) {
        return;
      }
      end = one < other ? masked.get(nextMasked++).end() : pseudonyms.get(nextPseudonym++).end();
    }
  }

  /** Writes the wording from left to right. */
  private static final class Edits {
    private final String original;
    private final StringBuilder text;
    private int[] places = new int[8];
    private int[] from = new int[8];
    private int[] to = new int[8];
    private int count;
    private int copied;

    Edits(String original) {
      this.original = original;
      text = new StringBuilder(original.length());
    }

    void replace(int start, int end) {
      text.append(original, copied, start);
      if (count == places.length) {
        places = Arrays.copyOf(places, 2 * count);
        from = Arrays.copyOf(from, 2 * count);
        to = Arrays.copyOf(to, 2 * count);
      }
      places[count] = text.length();
      from[count] = start;
      to[count] = end;
      count++;
      text.append(STAND_IN);
      copied = end;
    }

    Wording done() {
      return count == 0
          ? new Wording(original, new int[0], from, to)
          : new Wording(
              text.append(original, copied, original.length()).toString(),
              Arrays.copyOf(places, count),
              from,
              to);
    }
  }
}
