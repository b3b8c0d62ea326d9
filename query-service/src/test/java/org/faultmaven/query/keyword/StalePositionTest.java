package org.faultmaven.query.keyword;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StalePositionTest {
  private static final TopicPartition PARTITION = new TopicPartition("entries", 0);

  /** Of a log from 10 to 100, whose records from {@code young} on are younger than a day. */
  private static @Nullable String why(@Nullable Long young, Map<Integer, Long> positions) {
    try (var consumer =
        new MockConsumer<byte[], byte[]>("none") {
          @Override
          public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
              Map<TopicPartition, Long> since) {
            assertThat(since.get(PARTITION)).isLessThan(System.currentTimeMillis() - 80_000_000);
            var found = new HashMap<TopicPartition, OffsetAndTimestamp>();
            found.put(PARTITION, young == null ? null : new OffsetAndTimestamp(young, 0));
            return found;
          }
        }) {
      return new StalePosition(consumer, Map.of(PARTITION, 10L), Map.of(PARTITION, 100L))
          .why(positions);
    }
  }

  @Test
  void a_new_index_is_not_stale() {
    assertThat(why(50L, Map.of())).isNull();
  }

  @Test
  void positions_inside_the_young_part_of_the_log_are_fine() {
    assertThat(why(50L, Map.of(0, 50L))).isNull();
    assertThat(why(50L, Map.of(0, 99L))).isNull();
  }

  @Test
  void at_the_end_nothing_can_have_been_missed_however_old_it_is() {
    assertThat(why(null, Map.of(0, 100L))).isNull();
  }

  @Test
  void outside_the_log_it_is_stale() {
    assertThat(why(50L, Map.of(0, 101L))).contains("beyond the end");
    assertThat(why(50L, Map.of(0, 9L))).contains("before the beginning");
  }

  @Test
  void tombstones_older_than_a_day_may_have_been_compacted_away() {
    assertThat(why(50L, Map.of(0, 49L))).contains("tombstones");
    assertThat(why(null, Map.of(0, 99L))).contains("tombstones");
  }

  @Test
  void a_partition_that_is_no_more_is_stale_until_its_position_is_0() {
    assertThat(why(50L, Map.of(0, 50L, 3, 7L))).contains("beyond the end");
    assertThat(why(50L, Map.of(0, 50L, 3, 0L))).isNull();
  }
}
