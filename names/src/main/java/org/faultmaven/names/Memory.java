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

  // By place: ids and sizes beside the entries, so that a bucket is searched without looking at
  // what is in it. A race may mix them up, which is noticed by the entry's own id.
  private final @Nullable Entry[] entries;
  private final long[] ids;
  private final int[] sizes;
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
    ids = new long[buckets * WAYS];
    sizes = new int[buckets * WAYS];
    mask = buckets - 1;
    bucketBytes = bytes / buckets;
  }

  @SuppressWarnings("unchecked") // Only remember() writes, and takes E alone.
  @Nullable E recall(long id) {
    int first = first(id);
    for (int i = first; i < first + WAYS; i++) {
      if (ids[i] == id) {
        @Nullable Entry entry = entries[i];
        if (entry == null || entry.id() != id) {
          return null;
        }
        if (i > first) {
          swapWithBefore(i);
        }
        return (E) entry;
      }
    }
    return null;
  }

  private void swapWithBefore(int i) {
    @Nullable Entry entry = entries[i];
    long id = ids[i];
    int size = sizes[i];
    entries[i] = entries[i - 1];
    ids[i] = ids[i - 1];
    sizes[i] = sizes[i - 1];
    entries[i - 1] = entry;
    ids[i - 1] = id;
    sizes[i - 1] = size;
  }

  void remember(E entry) {
    int size = entry.bytes();
    long left = bucketBytes - size;
    if (left < 0) {
      return;
    }
    int first = first(entry.id());
    int kept = 0;
    while (kept < WAYS - 1 && sizes[first + kept] > 0 && left >= sizes[first + kept]) {
      left -= sizes[first + kept];
      kept++;
    }
    System.arraycopy(entries, first, entries, first + 1, kept);
    System.arraycopy(ids, first, ids, first + 1, kept);
    System.arraycopy(sizes, first, sizes, first + 1, kept);
    entries[first] = entry;
    ids[first] = entry.id();
    sizes[first] = size;
    // The rest would be too much.
    for (int i = first + kept + 1; i < first + WAYS && sizes[i] > 0; i++) {
      entries[i] = null;
      ids[i] = 0;
      sizes[i] = 0;
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
