package org.faultmaven.sanitizer.document;

import java.util.ArrayList;
import java.util.List;
import org.faultmaven.contracts.record.SanitizedText;

/**
 * A sanitised document in pieces again: each at most 512 KiB, cut after a line where there is one.
 */
final class CleanPieces {
  static final int MAX_BYTES = 512 << 10;

  /** A cut looks back at most this far for a line's end, or for the beginning of a pseudonym. */
  private static final int LOOK_BACK = 64 << 10;

  private static final int LONGEST_PSEUDONYM = 64;

  private CleanPieces() {}

  static List<SanitizedText> of(SanitizedText text) {
    var pieces = new ArrayList<SanitizedText>();
    String all = text.text();
    int start = 0;
    while (start < all.length()) {
      int end = cut(all, start);
      pieces.add(text.part(start, end));
      start = end;
    }
    return pieces.isEmpty() ? List.of(text) : pieces;
  }

  private static int cut(String text, int start) {
    int fits = fits(text, start);
    if (fits == text.length()) {
      return fits;
    }
    int line = text.lastIndexOf('\n', fits - 1);
    if (line >= start && fits - line <= LOOK_BACK) {
      return line + 1;
    }
    int open = text.lastIndexOf('<', fits - 1);
    boolean insidePseudonym =
        open > start && fits - open < LONGEST_PSEUDONYM && text.indexOf('>', open) >= fits;
    return insidePseudonym ? open : fits;
  }

  /** As far as {@link #MAX_BYTES} of UTF-8 reach, not into a surrogate pair. */
  private static int fits(String text, int start) {
    int bytes = 0;
    int i = start;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
      if (bytes > MAX_BYTES) {
        return i;
      }
      i += Character.charCount(codePoint);
    }
    return i;
  }
}
