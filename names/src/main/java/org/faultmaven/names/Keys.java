package org.faultmaven.names;

import java.security.SecureRandom;

/**
 * Keyed 64-bit hashes, by which texts, tokens and windows are remembered: the key is random and of
 * this process alone, so that what is remembered tells nothing of the text, and nobody can make
 * texts that collide.
 */
final class Keys {
  private final long k0;
  private final long k1;
  private final long k2;
  private final long k3;

  Keys() {
    var random = new SecureRandom();
    // Odd, so that no multiplication loses everything.
    k0 = random.nextLong() | 1;
    k1 = random.nextLong() | 1;
    k2 = random.nextLong() | 1;
    k3 = random.nextLong() | 1;
  }

  long of(String text, int start, int end) {
    long h = k0 ^ (end - start);
    int i = start;
    for (; i + 4 <= end; i += 4) {
      long word =
          text.charAt(i)
              | (long) text.charAt(i + 1) << 16
              | (long) text.charAt(i + 2) << 32
              | (long) text.charAt(i + 3) << 48;
      h = fold(h ^ word ^ k1, k2);
    }
    long rest = 0;
    for (; i < end; i++) {
      rest = rest << 16 | text.charAt(i);
    }
    return fold(h ^ rest ^ k3, k1 ^ h);
  }

  /** Of three ids in their order, at a layer. */
  long of(long left, long self, long right, int layer) {
    return fold(fold(left ^ k1, right ^ k2) ^ self ^ k0, k3 + 2L * layer);
  }

  private static long fold(long a, long b) {
    return Math.multiplyHigh(a, b) ^ (a * b);
  }
}
