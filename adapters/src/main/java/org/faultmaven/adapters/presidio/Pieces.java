package org.faultmaven.adapters.presidio;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into what is sent. By lines, since lines recur where texts don't, but not where a
 * sentence goes on in the next line. By length, since some of Presidio's patterns take time with
 * the square of a token's length or worse, and one that takes too long is left out without a word.
 *
 * <p>A token beyond {@link #MAX_TOKEN} is cut at its punctuation marks. Where there are none, or
 * where a pattern might reach over them, it is not sent: it is {@link #unsent()}.
 */
final class Pieces {
  /** In UTF-16 units. */
  static final int MAX_TOKEN = 512;

  /** A piece is at most so long; far below what Presidio takes. */
  static final int MAX_PIECE = 4_000;

  /** What stands in a line of prose besides letters and blanks. */
  private static final String PROSE = ".,;:!?'\"()-\u2019\u201c\u201d\u2013\u2014";

  private static final String SENTENCE_ENDS = ".!?:;";

  private final String text;
  private final boolean patterns;
  private final List<Piece> sent = new ArrayList<>();
  private final List<Piece> unsent = new ArrayList<>();
  private int start;
  private int words;
  private boolean cut;

  private Pieces(String text, boolean patterns) {
    this.text = text;
    this.patterns = patterns;
  }

  /**
   * @param patterns whether Presidio's patterns count, and not only the names it finds
   */
  static Pieces of(String text, boolean patterns) {
    var pieces = new Pieces(text, patterns);
    pieces.divide();
    return pieces;
  }

  /** What is to be sent, in order, without overlap. */
  List<Piece> sent() {
    return sent;
  }

  /** What can't be sent, and so must be taken for the worst. */
  List<Piece> unsent() {
    return unsent;
  }

  private void divide() {
    int lineBefore = 0;
    for (int line = 0; line < text.length(); ) {
      int end = lineEnd(line);
      if (line > 0 && !continues(lineBefore, line, end)) {
        end(line - 1, false);
        start = line;
      }
      tokens(line, end);
      lineBefore = line;
      line = end + 1;
    }
    end(text.length(), false);
  }

  private int lineEnd(int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  /** Whether a line goes on with the sentence of the one before. */
  private boolean continues(int before, int line, int end) {
    return line < end
        && Character.isLetter(text.charAt(line))
        && SENTENCE_ENDS.indexOf(text.charAt(Math.max(before, line - 2))) < 0
        && isProse(before, line - 1)
        && isProse(line, end);
  }

  private boolean isProse(int from, int to) {
    boolean letters = false;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      boolean letter = Character.isLetter(c);
      letters |= letter;
      if (!letter && !isBlank(i) && PROSE.indexOf(c) < 0) {
        return false;
      }
    }
    return letters;
  }

  private void tokens(int line, int lineEnd) {
    for (int i = line; i < lineEnd; ) {
      if (isBlank(i)) {
        i++;
        continue;
      }
      int end = i + 1;
      while (end < lineEnd && !isBlank(end)) {
        end++;
      }
      token(i, end);
      i = end;
    }
  }

  private void token(int from, int to) {
    if (to - from > MAX_TOKEN) {
      longToken(from, to);
    } else {
      makeRoom(from, to);
      countWord(from, to);
    }
  }

  private void longToken(int from, int to) {
    end(from, true);
    if (patterns) {
      leave(from, to);
    } else {
      for (int i = from; i < to; ) {
        int end = i + 1;
        while (end < to && isWord(end) == isWord(i)) {
          end++;
        }
        if (end - i > MAX_TOKEN) {
          end(i, true);
          leave(i, end);
          start = end;
        } else {
          if (end - start > MAX_TOKEN) {
            end(i, true);
          }
          countWord(i, end);
        }
        i = end;
      }
    }
    end(to, true);
    start = to;
  }

  private void makeRoom(int from, int to) {
    if (to - start > MAX_PIECE) {
      end(from, true);
    }
  }

  private void leave(int from, int to) {
    if (isWord(from, to)) {
      unsent.add(new Piece(from, to, true));
    }
  }

  private void countWord(int from, int to) {
    if (isWord(from, to)) {
      words++;
    }
  }

  /** Whether something could be found in it: a name has letters, a pattern letters or digits. */
  private boolean isWord(int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (Character.isLetter(c) || Character.isSurrogate(c) || (patterns && Character.isDigit(c))) {
        return true;
      }
    }
    return false;
  }

  /** Ends the piece under way; without a word in it there is nothing to ask. */
  private void end(int at, boolean within) {
    if (words > 0) {
      sent.add(new Piece(start, at, cut));
    }
    start = at;
    words = 0;
    cut = within;
  }

  private boolean isWord(int i) {
    char c = text.charAt(i);
    return Character.isLetterOrDigit(c) || Character.isSurrogate(c);
  }

  private boolean isBlank(int i) {
    return Character.isWhitespace(text.charAt(i)) || text.charAt(i) == '\u00a0';
  }
}
