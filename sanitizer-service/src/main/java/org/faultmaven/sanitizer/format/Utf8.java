package org.faultmaven.sanitizer.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import org.faultmaven.contracts.topic.QuarantineReason;
import org.jspecify.annotations.Nullable;

/**
 * Strict decoding: a repaired text would not be the one that was sent, and the rules must see what
 * was sent.
 */
public final class Utf8 {
  private Utf8() {}

  /**
   * @throws RefusedException NOT_TEXT when there is a NUL byte, NOT_UTF8 when the bytes are no
   *     valid UTF-8
   */
  public static String decode(byte[] bytes) throws RefusedException {
    for (byte b : bytes) {
      if (b == 0) {
        throw new RefusedException(QuarantineReason.NOT_TEXT);
      }
    }
    try {
      return UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw new RefusedException(QuarantineReason.NOT_UTF8);
    }
  }

  /** The text, or null when the bytes are none. */
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
}
