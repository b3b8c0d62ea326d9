package org.faultmaven.ingest.lag;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds when the oldest unread record of a partition was appended. Offsets count transaction
 * markers too, so that only a look can tell whether there is a record at all. What was found is
 * remembered: while a stage stands still nothing is read again. Used by one thread.
 */
final class OldestUnread {
  private static final Duration POLL = Duration.ofMillis(100);

  /**
   * @param from the first offset that was not read
   * @param to the end of what is committed
   */
  record Range(long from, long to) {}

  /**
   * The first record at or after an offset.
   *
   * @param at where it stands
   */
  private record Found(long from, long at, Instant time) {
    boolean answers(Range range) {
      return from <= range.from() && range.from() <= at;
    }
  }

  private final Duration patience;
  private final Map<TopicPartition, Found> found = new HashMap<>();

  /**
   * @param patience how long a look may take
   */
  OldestUnread(Duration patience) {
    this.patience = patience;
  }

  /**
   * When the oldest of each range was appended; empty where there are only markers. What was not
   * found in time is not among the answers.
   */
  Map<TopicPartition, Optional<Instant>> find(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Range> ranges) {
    found.keySet().retainAll(ranges.keySet());
    var answers = new HashMap<TopicPartition, Optional<Instant>>();
    var left = new HashMap<TopicPartition, Range>();
    ranges.forEach(
        (partition, range) -> {
          Found known = found.get(partition);
          if (known != null && known.answers(range)) {
            answers.put(partition, Optional.of(known.time()));
          } else if (range.from() >= range.to()) {
            answers.put(partition, Optional.empty());
          } else {
            left.put(partition, range);
          }
        });
    if (!left.isEmpty()) {
      look(consumer, left, answers);
    }
    return answers;
  }

  private void look(
      Consumer<byte[], byte[]> consumer,
      Map<TopicPartition, Range> left,
      Map<TopicPartition, Optional<Instant>> answers) {
    consumer.assign(left.keySet());
    left.forEach((partition, range) -> consumer.seek(partition, range.from()));
    long deadline = System.nanoTime() + patience.toNanos();
    while (!left.isEmpty() && System.nanoTime() - deadline < 0) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        var partition = new TopicPartition(record.topic(), record.partition());
        Range range = left.remove(partition);
        if (range != null) {
          Instant time = Instant.ofEpochMilli(record.timestamp());
          found.put(partition, new Found(range.from(), record.offset(), time));
          answers.put(partition, Optional.of(time));
          consumer.pause(Set.of(partition));
        }
      }
      left.entrySet()
          .removeIf(
              each -> {
                boolean markers = consumer.position(each.getKey()) >= each.getValue().to();
                if (markers) {
                  answers.put(each.getKey(), Optional.empty());
                }
                return markers;
              });
    }
    consumer.unsubscribe();
  }
}
