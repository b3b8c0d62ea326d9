package org.faultmaven.names;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Remembers immutable things by their hashes, within a number of bytes. A bucket holds the last few
 * asked for of those that fall into it. Threads share it without locks: the worst of a race is that
 * something is forgotten.
 */
final class Memory<E extends Memory.Entry> {
  /** Something to remember; all its fields are final. */
  interface Entry {
    long id();

    /** About what it takes, with its place here. */
    int bytes();
  }

  private static final int WAYS = 8;

  private final @Nullable Entry[] entries;
  private final int mask;
  private final long bucketBytes;
  private final LongAdder asked = new LongAdder();
  private final LongAdder known = new LongAdder();

  /**
   * @param bytes all that may be taken
   * @param usual the bytes of a usual entry
   */
  Memory(long bytes, int usual) {
    long wanted = Math.max(1, bytes / usual / WAYS);
    int buckets = (int) Math.min(1 << 24, Long.highestOneBit(wanted));
    entries = new Entry[buckets * WAYS];
    mask = buckets - 1;
    bucketBytes = bytes / buckets;
  }

  @SuppressWarnings("unchecked") // Only remember() writes, and takes E alone.
  @Nullable E recall(long id) {
    int first = first(id);
    for (int i = first; i < first + WAYS; i++) {
      @Nullable Entry entry = entries[i];
      if (entry == null) {
        break;
      }
      if (entry.id() == id) {
        if (i > first) {
          entries[i] = entries[i - 1];
          entries[i - 1] = entry;
        }
        return (E) entry;
      }
    }
    return null;
  }

  void remember(E entry) {
    long left = bucketBytes - entry.bytes();
    if (left < 0) {
      return;
    }
    int first = first(entry.id());
    @Nullable Entry moved = entry;
    for (int i = first; i < first + WAYS; i++) {
      @Nullable Entry next = entries[i];
      entries[i] = moved;
      moved = next;
      if (moved == null) {
        return;
      }
      left -= moved.bytes();
      if (left < 0) {
        // The rest would be too much.
        for (int j = i + 1; j < first + WAYS; j++) {
          entries[j] = null;
        }
        return;
      }
    }
  }

  /** Counts for the hit rate: by many, since counting each by itself costs more than asking. */
  void count(int asked, int known) {
    this.asked.add(asked);
    this.known.add(known);
  }

  long asked() {
    return asked.sum();
  }

  long known() {
    return known.sum();
  }

  /** The bytes of all that is remembered: looks at each. */
  long bytes() {
    long sum = 0;
    for (@Nullable Entry entry : entries) {
      if (entry != null) {
        sum += entry.bytes();
      }
    }
    return sum;
  }

  private int first(long id) {
    return ((int) (id >>> 40) & mask) * WAYS;
  }
}
