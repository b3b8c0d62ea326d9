package org.faultmaven.query.keyword;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the index can go on from its positions. It can't when the topic does not reach them
 * any more (it was made anew, or its beginning was deleted), nor when it was away for so long that
 * compaction may have removed tombstones it has not read: it would keep for ever what was deleted.
 */
final class StalePosition {
  /**
   * Compaction keeps a tombstone for {@code delete.retention.ms}, 24 hours by default; an hour less
   * for clocks that differ.
   */
  static final Duration TOMBSTONES_STAY = Duration.ofHours(23);

  private final Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> begins;
  private final Map<TopicPartition, Long> ends;

  StalePosition(
      Consumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> begins,
      Map<TopicPartition, Long> ends) {
    this.consumer = consumer;
    this.begins = begins;
    this.ends = ends;
  }

  /** What is wrong with the positions, or null. A partition without one was never read. */
  @Nullable String why(Map<Integer, Long> positions) {
    Map<Integer, TopicPartition> known = new HashMap<>();
    begins.keySet().forEach(partition -> known.put(partition.partition(), partition));
    Map<TopicPartition, Long> behind = new HashMap<>();
    for (Map.Entry<Integer, Long> stored : positions.entrySet()) {
      TopicPartition partition = known.get(stored.getKey());
      if (stored.getValue() > (partition == null ? 0 : ends.getOrDefault(partition, 0L))) {
        return "its position lies beyond the end of the log";
      }
      if (partition == null) {
        continue;
      }
      if (stored.getValue() < begins.getOrDefault(partition, 0L)) {
        return "its position lies before the beginning of the log";
      }
      if (stored.getValue() < ends.getOrDefault(partition, 0L)) {
        behind.put(partition, stored.getValue());
      }
    }
    return tombstonesMayBeGone(behind)
        ? "it was away for longer than compaction keeps tombstones"
        : null;
  }

  private boolean tombstonesMayBeGone(Map<TopicPartition, Long> behind) {
    if (behind.isEmpty()) {
      return false;
    }
    // The topic has append time, the broker's: what stands at or after the offset found is younger.
    long since = System.currentTimeMillis() - TOMBSTONES_STAY.toMillis();
    Map<TopicPartition, Long> asked = new HashMap<>();
    behind.keySet().forEach(partition -> asked.put(partition, since));
    Map<TopicPartition, OffsetAndTimestamp> young = consumer.offsetsForTimes(asked);
    return behind.entrySet().stream()
        .anyMatch(
            stored -> {
              OffsetAndTimestamp first = young.get(stored.getKey());
              return first == null || stored.getValue() < first.offset();
            });
  }
}
