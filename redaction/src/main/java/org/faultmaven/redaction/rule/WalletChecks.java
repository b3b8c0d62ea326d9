package org.faultmaven.redaction.rule;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;

/** The checksums of Bitcoin addresses. */
final class WalletChecks {
  private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final String BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int[] GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };
  private static final int BECH32_RESIDUE = 1;
  private static final int BECH32M_RESIDUE = 0x2bc830a3;
  private static final int PAYLOAD = 21;
  private static final int CHECKSUM = 4;

  private WalletChecks() {}

  /** Base58Check: 21 bytes and the first four of their double SHA-256. */
  static boolean base58(String address) {
    BigInteger value = BigInteger.ZERO;
    for (int i = 0; i < address.length(); i++) {
      value =
          value
              .multiply(BigInteger.valueOf(58))
              .add(BigInteger.valueOf(BASE58.indexOf(address.charAt(i))));
    }
    byte[] number = value.toByteArray();
    byte[] bytes = new byte[PAYLOAD + CHECKSUM];
    int significant = Math.min(number.length, bytes.length);
    boolean fits = number.length <= bytes.length || (number.length == 26 && number[0] == 0);
    System.arraycopy(
        number, number.length - significant, bytes, bytes.length - significant, significant);
    byte[] hash = sha256(sha256(Arrays.copyOf(bytes, PAYLOAD)));
    return fits && Arrays.equals(hash, 0, CHECKSUM, bytes, PAYLOAD, PAYLOAD + CHECKSUM);
  }

  /** BIP 173 and BIP 350, of the prefix {@code bc}. */
  static boolean bech32(String address) {
    String lower = address.toLowerCase(Locale.ROOT);
    if (!address.equals(lower) && !address.equals(address.toUpperCase(Locale.ROOT))) {
      return false;
    }
    int residue = 1;
    for (int value : new int[] {3, 3, 0, 2, 3}) {
      residue = step(residue, value);
    }
    for (int i = 3; i < lower.length(); i++) {
      int value = BECH32.indexOf(lower.charAt(i));
      if (value < 0) {
        return false;
      }
      residue = step(residue, value);
    }
    return residue == BECH32_RESIDUE || residue == BECH32M_RESIDUE;
  }

  private static int step(int residue, int value) {
    int top = residue >>> 25;
    int next = (residue & 0x1ffffff) << 5 ^ value;
    for (int i = 0; i < GENERATOR.length; i++) {
      if ((top >> i & 1) != 0) {
        next ^= GENERATOR[i];
      }
    }
    return next;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
