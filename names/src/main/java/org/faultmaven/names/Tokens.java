package org.faultmaven.names;

import java.util.Arrays;

/** Tokens in the order of the text; grows as needed. */
final class Tokens {
  /** White space, which can't begin an entity. */
  static final byte SPACE = 1;

  /** A special case may begin with it. */
  static final byte STARTS_CASE = 2;

  /** Too long to be judged. */
  static final byte OVERLONG = 4;

  /** Stands before and after a text. */
  static final byte PAD = 8;

  long[] orths = new long[256];
  long[] norms = new long[256];
  int[] starts = new int[256];
  int[] ends = new int[256];
  byte[] flags = new byte[256];
  int count;

  void add(long orth, long norm, int start, int end, byte flag) {
    if (count == orths.length) {
      int size = 2 * count;
      orths = Arrays.copyOf(orths, size);
      norms = Arrays.copyOf(norms, size);
      starts = Arrays.copyOf(starts, size);
      ends = Arrays.copyOf(ends, size);
      flags = Arrays.copyOf(flags, size);
    }
    orths[count] = orth;
    norms[count] = norm;
    starts[count] = start;
    ends[count] = end;
    flags[count] = flag;
    count++;
  }

  void copyTo(Tokens target, int from, int to) {
    for (int i = from; i < to; i++) {
      target.add(orths[i], norms[i], starts[i], ends[i], flags[i]);
    }
  }

  void dropFirst(int dropped) {
    int rest = count - dropped;
    System.arraycopy(orths, dropped, orths, 0, rest);
    System.arraycopy(norms, dropped, norms, 0, rest);
    System.arraycopy(starts, dropped, starts, 0, rest);
    System.arraycopy(ends, dropped, ends, 0, rest);
    System.arraycopy(flags, dropped, flags, 0, rest);
    count = rest;
  }

  boolean is(int index, byte flag) {
    return (flags[index] & flag) != 0;
  }
}
