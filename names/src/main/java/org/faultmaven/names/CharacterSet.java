package org.faultmaven.names;

import java.util.Arrays;

/** A set of code points, read from the model: Python's classes are not those of Java. */
final class CharacterSet {
  private static final int DIRECT = 0x3000;

  private final boolean[] direct = new boolean[DIRECT];
  private final int[] first;
  private final int[] last;

  /** Ranges in ascending order, both ends inclusive. */
  CharacterSet(int[] first, int[] last) {
    this.first = first;
    this.last = last;
    for (int i = 0; i < first.length; i++) {
      for (int point = first[i]; point <= last[i] && point < DIRECT; point++) {
        direct[point] = true;
      }
    }
  }

  static CharacterSet read(ModelInput input) throws UnfitModelException {
    int count = input.readCount(2 * Integer.BYTES);
    int[] first = new int[count];
    int[] last = new int[count];
    for (int i = 0; i < count; i++) {
      first[i] = input.readInt("a character", i == 0 ? 0 : last[i - 1] + 1, 0x10ffff);
      last[i] = input.readInt("a character", first[i], 0x10ffff);
    }
    return new CharacterSet(first, last);
  }

  boolean contains(int point) {
    if (point < DIRECT) {
      return direct[point];
    }
    int at = Arrays.binarySearch(first, point);
    return at >= 0 || (at < -1 && point <= last[-at - 2]);
  }
}
