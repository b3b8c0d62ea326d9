package org.faultmaven.ingest.lag;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LagTest {
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
  private static final TopicPartition RAW = new TopicPartition("raw", 0);
  private static final TopicPartition CLEAN = new TopicPartition("clean", 0);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final Map<TopicPartition, Long> committed = new HashMap<>();
  private RuntimeException failure;

  private final Cluster cluster =
      new Cluster() {
        @Override
        public Map<TopicPartition, Long> committed(String group) {
          if (failure != null) {
            throw failure;
          }
          return committed;
        }

        @Override
        public Map<String, Double> retention(Collection<String> topics) {
          return Map.of("raw", 3600.0);
        }

        @Override
        public void close() {}
      };

  private final Lag lag =
      new Lag(
          List.of(
              new Stage("sanitizer", List.of("raw"), "s"),
              new Stage("indexer", List.of("clean"), "i")),
          Duration.ofDays(1),
          cluster,
          () -> consumer,
          Clock.fixed(NOW, ZoneOffset.UTC),
          meters);

  @BeforeEach
  void topics() {
    for (TopicPartition each : List.of(RAW, CLEAN)) {
      consumer.updatePartitions(
          each.topic(), List.of(new PartitionInfo(each.topic(), 0, null, null, null)));
      consumer.updateBeginningOffsets(Map.of(each, 0L));
      consumer.updateEndOffsets(Map.of(each, 0L));
    }
  }

  @Test
  void nothingIsKnownBeforeTheFirstLook() {
    assertThat(age("sanitizer")).isNaN();
    assertThat(meters.get("faultmaven.retention").gauge().value()).isEqualTo(86_400);
  }

  @Test
  void aStageThatHasReadEverythingIsNotBehind() {
    lag.refresh();
    assertThat(age("sanitizer")).isZero();
    assertThat(age("indexer")).isZero();
    assertThat(meters.get("faultmaven.retention").gauge().value()).isEqualTo(3600);
  }

  @Test
  void theLagIsTheAgeOfTheOldestRecordThatWasNotRead() {
    committed.put(RAW, 5L);
    consumer.updateEndOffsets(Map.of(RAW, 8L));
    consumer.schedulePollTask(
        () -> {
          // A transaction marker stands at 5.
          consumer.addRecord(record(6, NOW.minusSeconds(90)));
          consumer.addRecord(record(7, NOW.minusSeconds(10)));
        });

    lag.refresh();

    assertThat(age("sanitizer")).isEqualTo(90);
  }

  @Test
  void whatIsKnownIsNotReadAgainWhileTheStageStands() {
    var oldest = new OldestUnread(Duration.ofMillis(300));
    consumer.schedulePollTask(() -> consumer.addRecord(record(6, NOW.minusSeconds(90))));
    var range = new OldestUnread.Range(5, 7);
    assertThat(oldest.find(consumer, Map.of(RAW, range)))
        .containsEntry(RAW, Optional.of(NOW.minusSeconds(90)));

    // The mock gives no record twice: only memory can answer.
    assertThat(oldest.find(consumer, Map.of(RAW, range)))
        .containsEntry(RAW, Optional.of(NOW.minusSeconds(90)));
    assertThat(oldest.find(consumer, Map.of(RAW, new OldestUnread.Range(7, 7))))
        .containsEntry(RAW, Optional.empty());
  }

  @Test
  void recordsThatExpiredUnreadAreLost() {
    committed.put(RAW, 5L);
    lag.refresh();
    assertThat(lost()).isZero();

    consumer.updateBeginningOffsets(Map.of(RAW, 9L));
    consumer.updateEndOffsets(Map.of(RAW, 9L));
    lag.refresh();
    lag.refresh();

    assertThat(lost()).isEqualTo(4);
  }

  @Test
  void aTopicThatWasNeverReadHasLostNothing() {
    consumer.updateBeginningOffsets(Map.of(RAW, 9L));
    consumer.updateEndOffsets(Map.of(RAW, 9L));
    lag.refresh();
    assertThat(lost()).isZero();
  }

  @Test
  void noNumberIsShownWhileKafkaDoesNotAnswer() {
    lag.refresh();
    failure = new TimeoutException("away");
    lag.refresh();
    assertThat(age("sanitizer")).isNaN();
  }

  @Test
  void aStageWhoseGroupMayNotBeSeenIsNotKnownAndTheRetentionIs() {
    failure = GroupAuthorizationException.forGroupId("s");
    lag.refresh();
    assertThat(age("sanitizer")).isNaN();
    assertThat(meters.get("faultmaven.retention").gauge().value()).isEqualTo(3600);
  }

  private double age(String stage) {
    return meters.get("faultmaven.lag").tag("stage", stage).gauge().value();
  }

  private double lost() {
    return meters.get("faultmaven.lost").counter().count();
  }

  private static ConsumerRecord<byte[], byte[]> record(long offset, Instant at) {
    return new ConsumerRecord<>(
        "raw",
        0,
        offset,
        at.toEpochMilli(),
        TimestampType.LOG_APPEND_TIME,
        0,
        1,
        null,
        new byte[1],
        new RecordHeaders(),
        Optional.empty());
  }
}
