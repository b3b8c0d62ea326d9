package org.faultmaven.ingest.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts a document's text into pieces that fit into records. */
final class Pieces {
  /** The most bytes of a piece: half of the 1 MiB that brokers take by default. */
  static final int MAX_BYTES = 512 * 1024;

  private Pieces() {}

  /** The text in order, at most {@link #MAX_BYTES} each. */
  static List<byte[]> of(byte[] text) {
    return of(text, MAX_BYTES);
  }

  /**
   * Cuts after the last line end in the second half of a piece, or else before a code point, so
   * that every piece is valid UTF-8 when the text is.
   *
   * @param max bytes, at least the 4 of the longest code point
   */
  static List<byte[]> of(byte[] text, int max) {
    var pieces = new ArrayList<byte[]>(text.length / max + 2);
    int start = 0;
    while (start < text.length) {
      int end = text.length - start <= max ? text.length : cut(text, start, start + max);
      pieces.add(Arrays.copyOfRange(text, start, end));
      start = end;
    }
    return pieces;
  }

  private static int cut(byte[] text, int start, int limit) {
    for (int end = limit; end > start + (limit - start) / 2; end--) {
      if (text[end - 1] == '\n') {
        return end;
      }
    }
    int end = limit;
    while (isContinuation(text[end])) {
      end--;
    }
    return end;
  }

  /** RFC 3629: every byte of a code point but its first is {@code 10xxxxxx}. */
  private static boolean isContinuation(byte each) {
    return (each & 0xc0) == 0x80;
  }
}
