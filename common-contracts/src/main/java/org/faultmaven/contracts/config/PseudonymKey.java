package org.faultmaven.contracts.config;

import java.util.Base64;
import org.faultmaven.contracts.record.KeyedHash;

/** The form of {@code sanitizer.pseudonym-key}: base64 of at least 32 bytes. */
public final class PseudonymKey {
  private PseudonymKey() {}

  /**
   * The key's bytes.
   *
   * @throws IllegalArgumentException when it is not base64, or too short; says nothing of the key
   */
  public static byte[] decode(Secret key) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(key.reveal());
    } catch (IllegalArgumentException e) {
      // Without the cause: it names a character of the key.
      throw new IllegalArgumentException("a pseudonym key is base64");
    }
    if (bytes.length < KeyedHash.MIN_KEY_BYTES) {
      throw new IllegalArgumentException(
          "a pseudonym key is base64 of at least " + KeyedHash.MIN_KEY_BYTES + " bytes");
    }
    return bytes;
  }

  static boolean valid(Secret key) {
    try {
      decode(key);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
