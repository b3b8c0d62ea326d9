package org.faultmaven.sanitizer.queue;

import org.faultmaven.sanitizer.format.RawRecord;
import org.jspecify.annotations.Nullable;

/** Judges what waits in a queue ahead of its turn. For the thread of the stream. */
public interface Ahead {
  /** A record has joined the end of the queue. */
  void joined(RawRecord record);

  /**
   * Begins what there is to begin.
   *
   * @param few also when it is little, which would else wait for more to come
   */
  void begin(boolean few);

  /** What the head of the queue waits for; null when that has not begun. */
  @Nullable Job<?> next();
}
