package org.faultmaven.names;

import java.util.Arrays;

/** Numbers the ids of one batch: equal ids have one slot. For one thread. */
final class Slots {
  private long[] keys = new long[1024];
  private int[] slots = new int[1024];
  private int count;

  void clear() {
    if (count > 0) {
      Arrays.fill(slots, 0);
      count = 0;
    }
  }

  int count() {
    return count;
  }

  /** The slot of an id; {@link #count} before the call: it is new. */
  int of(long id) {
    int mask = keys.length - 1;
    int i = (int) id & mask;
    while (slots[i] != 0) {
      if (keys[i] == id) {
        return slots[i] - 1;
      }
      i = i + 1 & mask;
    }
    keys[i] = id;
    slots[i] = ++count;
    if (2 * count > keys.length) {
      grow();
    }
    return count - 1;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldSlots = slots;
    keys = new long[2 * oldKeys.length];
    slots = new int[2 * oldKeys.length];
    int mask = keys.length - 1;
    for (int j = 0; j < oldKeys.length; j++) {
      if (oldSlots[j] != 0) {
        int i = (int) oldKeys[j] & mask;
        while (slots[i] != 0) {
          i = i + 1 & mask;
        }
        keys[i] = oldKeys[j];
        slots[i] = oldSlots[j];
      }
    }
  }
}
