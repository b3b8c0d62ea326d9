package org.faultmaven.names;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rows of one layer that a batch needs. For one thread. */
final class Level {
  final Slots slots = new Slots();
  private @Nullable Row[] rows = new Row[1024];
  // Slots that are not known, a position of each, and the slots below of its window.
  int[] newSlots = new int[1024];
  int[] positions = new int[1024];
  int[] windows = new int[3 * 1024];
  int newCount;

  void clear() {
    Arrays.fill(rows, 0, Math.min(slots.count(), rows.length), null);
    slots.clear();
    newCount = 0;
  }

  void addNew(int slot, int position) {
    if (newCount == newSlots.length) {
      newSlots = Arrays.copyOf(newSlots, 2 * newCount);
      positions = Arrays.copyOf(positions, 2 * newCount);
      windows = Arrays.copyOf(windows, 6 * newCount);
    }
    newSlots[newCount] = slot;
    positions[newCount++] = position;
  }

  Row row(int slot) {
    return Objects.requireNonNull(rows[slot]);
  }

  void put(int slot, Row row) {
    if (slot >= rows.length) {
      rows = Arrays.copyOf(rows, 2 * slot);
    }
    rows[slot] = row;
  }
}
