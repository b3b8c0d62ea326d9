package org.faultmaven.sanitizer.document;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.faultmaven.contracts.record.SanitizedText;

/** Cuts a sanitised document into pieces that fit into records. */
final class CleanPieces {
  /** The most bytes of a piece: half of the 1 MiB that brokers take by default. */
  static final int MAX_BYTES = 512 * 1024;

  /** What a mask looks like: {@code <EMAIL_ADDRESS_k7f3q2mz>} or {@code <EMAIL_ADDRESS>}. */
  private static final Pattern MASK = Pattern.compile("<[A-Z][A-Z0-9_]{1,80}[a-z2-7]{0,52}>");

  private static final int LONGEST_MASK = 140;

  private final SanitizedText whole;
  private final String text;
  private final int max;

  private CleanPieces(SanitizedText whole, int max) {
    this.whole = whole;
    this.text = whole.text();
    this.max = max;
  }

  /**
   * The text in order, cut after the last line end in the second half of a piece, else between code
   * points and never inside a mask. At least one piece.
   *
   * @param max bytes of UTF-8 in a piece; longer than a mask
   */
  static List<SanitizedText> of(SanitizedText text, int max) {
    return new CleanPieces(text, max).cut();
  }

  private List<SanitizedText> cut() {
    var pieces = new ArrayList<SanitizedText>();
    int start = 0;
    do {
      int end = end(start);
      pieces.add(whole.part(start, end));
      start = end;
    } while (start < text.length());
    return pieces;
  }

  private int end(int start) {
    int limit = limit(start);
    if (limit == text.length()) {
      return limit;
    }
    int line = text.lastIndexOf('\n', limit - 1);
    return line >= start + (limit - start) / 2 ? line + 1 : outsideMask(start, limit);
  }

  /** The last index between code points up to which the text fits. */
  private int limit(int start) {
    int bytes = 0;
    int at = start;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
      if (bytes > max) {
        return at;
      }
      at += Character.charCount(codePoint);
    }
    return at;
  }

  private int outsideMask(int start, int limit) {
    int open = text.lastIndexOf('<', limit - 1);
    if (open <= start || open < limit - LONGEST_MASK) {
      return limit;
    }
    Matcher mask = MASK.matcher(text).region(open, text.length());
    return mask.lookingAt() && mask.end() > limit ? open : limit;
  }
}
