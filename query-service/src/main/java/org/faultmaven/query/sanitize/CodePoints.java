package org.faultmaven.query.sanitize;

/**
 * Turns UTF-16 indices of a text into code points, as Presidio counts them. Walks the text once:
 * ask in ascending order.
 */
final class CodePoints {
  private final String text;
  private int index;
  private int codePoints;

  CodePoints(String text) {
    this.text = text;
  }

  /** How many code points stand before the index. */
  int before(int utf16) {
    if (utf16 < index) {
      throw new IllegalArgumentException("indices are asked for in ascending order");
    }
    codePoints += text.codePointCount(index, utf16);
    index = utf16;
    return codePoints;
  }
}
