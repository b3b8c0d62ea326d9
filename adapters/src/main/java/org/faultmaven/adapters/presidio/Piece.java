package org.faultmaven.adapters.presidio;

/**
 * A part of a text that is sent by itself.
 *
 * @param start first UTF-16 index, inclusive
 * @param end last UTF-16 index, exclusive
 * @param isCut whether what stands before it in its line is missing
 */
record Piece(int start, int end, boolean isCut) {
  String of(String text) {
    return text.substring(start, end);
  }
}
