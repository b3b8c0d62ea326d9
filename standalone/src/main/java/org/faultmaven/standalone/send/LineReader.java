package org.faultmaven.standalone.send;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a stream as bytes, whatever their encoding: a line ends at LF or CRLF, or with the
 * stream.
 */
final class LineReader {
  /**
   * One line.
   *
   * @param bytes without its end; null when it is longer than allowed
   * @param length in bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  record Line(byte @Nullable [] bytes, long length) {}

  private static final int BUFFER = 256 << 10;

  private final InputStream in;
  private final int maxLength;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;

  LineReader(InputStream in, int maxLength) {
    this.in = in;
    this.maxLength = maxLength;
  }

  /** The next line, or null at the end. */
  @Nullable Line next() throws IOException {
    var line = new Gathered(maxLength);
    boolean begun = false;
    while (true) {
      if (position == limit) {
        limit = in.read(buffer);
        position = 0;
        if (limit <= 0) {
          limit = 0;
          return begun ? line.end() : null;
        }
      }
      begun = true;
      int begin = position;
      while (position < limit && buffer[position] != '\n') {
        position++;
      }
      line.add(buffer, begin, position - begin);
      if (position < limit) {
        position++;
        return line.end();
      }
    }
  }

  /** A line as it grows; beyond the allowed length it is counted only. */
  private static final class Gathered {
    private final int maxLength;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    private long length;
    private boolean endsInCr;

    Gathered(int maxLength) {
      this.maxLength = maxLength;
    }

    void add(byte[] from, int begin, int count) {
      if (count == 0) {
        return;
      }
      length += count;
      endsInCr = from[begin + count - 1] == '\r';
      // One more than allowed: a CR may go.
      if (length <= maxLength + 1L) {
        bytes.write(from, begin, count);
      }
    }

    Line end() {
      long whole = endsInCr ? length - 1 : length;
      return whole > maxLength
          ? new Line(null, whole)
          : new Line(Arrays.copyOf(bytes.toByteArray(), (int) whole), whole);
    }
  }
}
