package org.faultmaven.contracts.tool;

import java.util.TreeSet;

/**
 * Which calls of a partition are settled. They end in any order; what may be committed is what
 * stands before the first that is open. For one thread.
 */
final class PartitionProgress {
  private final TreeSet<Long> open = new TreeSet<>();
  private final TreeSet<Long> abandoned = new TreeSet<>();
  private long next;
  private long committed;

  /**
   * @param start the first offset that is read
   */
  PartitionProgress(long start) {
    this.next = start;
    this.committed = start;
  }

  void begin(long offset) {
    open.add(offset);
    next = Math.max(next, offset + 1);
  }

  void settle(long offset) {
    open.remove(offset);
  }

  /** It is neither carried out here nor committed. */
  void abandon(long offset) {
    open.remove(offset);
    abandoned.add(offset);
  }

  /** Whether no call is under way. */
  boolean idle() {
    return open.isEmpty();
  }

  /** The offset of the first call that is not settled. */
  long position() {
    long first = open.isEmpty() ? next : open.first();
    return abandoned.isEmpty() ? first : Math.min(first, abandoned.first());
  }

  /** The position, to be committed; negative when nothing has changed since the last one. */
  long toCommit() {
    long position = position();
    if (position <= committed) {
      return -1;
    }
    committed = position;
    return position;
  }
}
