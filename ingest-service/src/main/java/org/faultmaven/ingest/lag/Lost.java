package org.faultmaven.ingest.lag;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Counts records that expired before they were read: the topic begins behind where its reader is.
 * What is known to be nothing but transaction markers is not counted; a gap that was there before
 * the first look may hold some. Used by one thread.
 */
final class Lost {
  private final Map<TopicPartition, Long> settled = new HashMap<>();

  /** Everything below the offset was read, or is no record. */
  void settle(TopicPartition partition, long offset) {
    settled.merge(partition, offset, Math::max);
  }

  /**
   * How many were lost since the last look.
   *
   * @param committed what the reader has read
   * @param beginning the first offset that is still there
   */
  long count(TopicPartition partition, long committed, long beginning) {
    settle(partition, committed);
    long lost = Math.max(0, beginning - settled.getOrDefault(partition, committed));
    settle(partition, beginning);
    return lost;
  }
}
