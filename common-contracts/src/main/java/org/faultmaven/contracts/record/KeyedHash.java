package org.faultmaven.contracts.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 in lower-case base32 without padding (RFC 4648's alphabet): the only form in which a
 * raw value may appear as an id, a key or a pseudonym. Without the key nobody can test a guess;
 * equal values give equal hashes within a tenant and a purpose, and unrelated ones across them.
 * Safe for use by many threads.
 */
public final class KeyedHash {
  /** What a hash looks like: 256 bits in 52 digits. */
  public static final Pattern FORM = Pattern.compile("[a-z2-7]{52}");

  /** The least length of a key, in bytes. */
  public static final int MIN_KEY_BYTES = 32;

  private static final char[] ALPHABET = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();

  private final SecretKeySpec key;

  /**
   * @throws IllegalArgumentException when the key is shorter than {@link #MIN_KEY_BYTES}
   */
  public KeyedHash(byte[] key) {
    if (key.length < MIN_KEY_BYTES) {
      throw new IllegalArgumentException(
          "a pseudonym key needs at least " + MIN_KEY_BYTES + " bytes, this one has " + key.length);
    }
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /**
   * @param purpose keeps hashes of different uses apart ({@code document}, {@code key}, {@code
   *     pseudonym})
   * @return 52 base32 digits
   */
  public String of(String purpose, Tenant tenant, byte[] value) {
    Mac mac = mac();
    mac.update(purpose.getBytes(UTF_8));
    mac.update((byte) 0);
    mac.update(tenant.name().getBytes(UTF_8));
    mac.update((byte) 0);
    return base32(mac.doFinal(value));
  }

  /** As {@link #of(String, Tenant, byte[])}, of the value's UTF-8. */
  public String of(String purpose, Tenant tenant, String value) {
    return of(purpose, tenant, value.getBytes(UTF_8));
  }

  private Mac mac() {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  /** Lower-case base32 of any bytes, without padding. */
  public static String base32(byte[] bytes) {
    var digits = new StringBuilder((bytes.length * 8 + 4) / 5);
    int buffer = 0;
    int bits = 0;
    for (byte b : bytes) {
      buffer = (buffer << 8) | (b & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        digits.append(ALPHABET[(buffer >> bits) & 31]);
      }
    }
    if (bits > 0) {
      digits.append(ALPHABET[(buffer << (5 - bits)) & 31]);
    }
    return digits.toString();
  }
}
