package org.faultmaven.sanitizer.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.faultmaven.contracts.topic.QuarantineReason;
import org.jspecify.annotations.Nullable;

/**
 * Strict decoding: the rules must see what was sent, and a repaired text would be another. Safe for
 * use by many threads.
 */
public final class Utf8 {
  /** Text has next to none of them; compressed and binary formats have them everywhere. */
  private static final int CONTROLS_OF_BINARY_PERCENT = 5;

  private Utf8() {}

  /**
   * @throws RefusedException NOT_TEXT when there is a NUL byte or the bytes are of some binary
   *     format, NOT_UTF8 when they are text in another encoding
   */
  public static String decode(byte[] bytes) throws RefusedException {
    for (byte b : bytes) {
      if (b == 0) {
        throw new RefusedException(QuarantineReason.NOT_TEXT);
      }
    }
    try {
      // A new decoder reports what it can't decode; new String() would replace it.
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new RefusedException(
          isBinary(bytes) ? QuarantineReason.NOT_TEXT : QuarantineReason.NOT_UTF8);
    }
  }

  /** The text, or null when there is none or it can't be decoded. */
  public static @Nullable String decodeOrNull(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    try {
      return decode(bytes);
    } catch (RefusedException e) {
      return null;
    }
  }

  private static boolean isBinary(byte[] bytes) {
    long controls = 0;
    for (byte b : bytes) {
      boolean usual = b == '\t' || b == '\n' || b == '\r' || b == '\f' || b == 0x1b;
      if (b >= 0 && b < ' ' && !usual) {
        controls++;
      }
    }
    return controls * 100 > bytes.length * (long) CONTROLS_OF_BINARY_PERCENT;
  }
}
