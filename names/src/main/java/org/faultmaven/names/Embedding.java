package org.faultmaven.names;

/** Looks an id up in a hash embedding: its hash picks four rows, which are summed. */
final class Embedding {
  private Embedding() {}

  static void copy(Weights.Embed embed, long id, float[] target, int at, int width) {
    long seed = embed.seed() & 0xffffffffL;
    // thinc's MurmurHash3_x86_128 for one 64-bit value (numpy_ops.pyx).
    long h1 = id * 0x87c37b91114253d5L;
    h1 = Long.rotateLeft(h1, 31);
    h1 *= 0x4cf5ad432745937fL;
    h1 ^= seed ^ 8;
    long h2 = seed ^ 8;
    h1 += h2;
    h2 += h1;
    h1 = mix(h1);
    h2 = mix(h2);
    h1 += h2;
    h2 += h1;
    int a = row(h1, embed.rows()) * width;
    int b = row(h1 >>> 32, embed.rows()) * width;
    int c = row(h2, embed.rows()) * width;
    int d = row(h2 >>> 32, embed.rows()) * width;
    float[] table = embed.table();
    for (int i = 0; i < width; i++) {
      target[at + i] = table[a + i] + table[b + i] + table[c + i] + table[d + i];
    }
  }

  private static long mix(long h) {
    long mixed = (h ^ h >>> 33) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ mixed >>> 33;
  }

  private static int row(long word, int rows) {
    return (int) ((word & 0xffffffffL) % rows);
  }
}
