package org.faultmaven.ingest.lag;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LostTest {
  private final TopicPartition partition = new TopicPartition("raw", 0);
  private final Lost lost = new Lost();

  @Test
  void whatExpiredUnreadIsCountedOnce() {
    assertThat(lost.count(partition, 10, 4)).isZero();
    assertThat(lost.count(partition, 10, 14)).isEqualTo(4);
    assertThat(lost.count(partition, 10, 14)).isZero();
    assertThat(lost.count(partition, 10, 20)).isEqualTo(6);
    assertThat(lost.count(partition, 30, 30)).isZero();
    assertThat(lost.count(partition, 30, 31)).isEqualTo(1);
  }

  @Test
  void markersThatWereSeenToBeNoneAreNotLost() {
    lost.settle(partition, 12);
    assertThat(lost.count(partition, 10, 12)).isZero();
    assertThat(lost.count(partition, 10, 13)).isEqualTo(1);
  }

  @Test
  void partitionsAreCountedApart() {
    assertThat(lost.count(partition, 1, 3)).isEqualTo(2);
    assertThat(lost.count(new TopicPartition("raw", 1), 1, 3)).isEqualTo(2);
  }
}
