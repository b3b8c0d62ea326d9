package org.faultmaven.ingest.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.ingest.ledger.WaitingRecords.Range;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WaitingRecordsTest {
  private static final TopicPartition LOGS = new TopicPartition("logs.raw", 0);
  private static final TopicPartition DOCUMENTS = new TopicPartition("documents.raw", 0);

  private final AtomicInteger made = new AtomicInteger();
  private MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final WaitingRecords waiting =
      new WaitingRecords(
          DOCUMENTS.topic(),
          () -> {
            made.incrementAndGet();
            return consumer;
          },
          Duration.ofMillis(300));

  @Test
  void aLongRangeIsNotRead() {
    assertThat(waiting.count(Map.of(LOGS, new Range(7, 1008)))).containsEntry(LOGS, 1001L);
    assertThat(waiting.count(Map.of(LOGS, new Range(7, 7)))).containsEntry(LOGS, 0L);
    assertThat(waiting.count(Map.of(LOGS, new Range(8, 7)))).containsEntry(LOGS, 0L);
    assertThat(made).hasValue(0);
  }

  @Test
  void onlyWhatWillBeAcceptedCounts() {
    next(
        record(DOCUMENTS, 10, "0", null, "first piece"),
        record(DOCUMENTS, 11, "1", null, "second piece"),
        record(DOCUMENTS, 12, null, null, "a foreign producer's"),
        record(DOCUMENTS, 13, null, null, null),
        record(DOCUMENTS, 14, "0", "a/0/1", "a replay"));
    assertThat(waiting.count(Map.of(DOCUMENTS, new Range(10, 15)))).containsEntry(DOCUMENTS, 2L);
  }

  @Test
  void aLogRecordWithoutValueCountsSinceItIsAcceptedAndQuarantined() {
    next(record(LOGS, 0, null, null, null), record(LOGS, 1, null, "a/0/1", "a replay"));
    assertThat(waiting.count(Map.of(LOGS, new Range(0, 2)))).containsEntry(LOGS, 1L);
  }

  @Test
  void everyRecordIsReadOnce() {
    next(record(LOGS, 5, null, null, "a"), record(LOGS, 6, null, null, "b"));
    assertThat(waiting.count(Map.of(LOGS, new Range(5, 7)))).containsEntry(LOGS, 2L);
    // Nothing more to poll: these come from what is known.
    assertThat(waiting.count(Map.of(LOGS, new Range(5, 7)))).containsEntry(LOGS, 2L);
    assertThat(waiting.count(Map.of(LOGS, new Range(6, 7)))).containsEntry(LOGS, 1L);
    next(record(LOGS, 7, null, null, "c"));
    assertThat(waiting.count(Map.of(LOGS, new Range(6, 8)))).containsEntry(LOGS, 2L);
    assertThat(waiting.count(Map.of(LOGS, new Range(8, 8)))).containsEntry(LOGS, 0L);
    assertThat(made).hasValue(1);
  }

  @Test
  void whatCannotBeReadInTimeCountsByItsOffsetsAndIsReadTheNextTime() {
    next(record(LOGS, 0, null, "a/0/1", "a replay"));
    assertThat(waiting.count(Map.of(LOGS, new Range(0, 3)))).containsEntry(LOGS, 2L);
    next(record(LOGS, 1, null, "a/0/2", "a replay"), record(LOGS, 2, null, null, "c"));
    assertThat(waiting.count(Map.of(LOGS, new Range(0, 3)))).containsEntry(LOGS, 1L);
  }

  @Test
  void aTopicThatBeganAnewIsReadAnew() {
    next(record(LOGS, 5, null, null, "a"));
    assertThat(waiting.count(Map.of(LOGS, new Range(5, 6)))).containsEntry(LOGS, 1L);
    next(record(LOGS, 0, null, null, "new"));
    assertThat(waiting.count(Map.of(LOGS, new Range(0, 1)))).containsEntry(LOGS, 1L);
  }

  @Test
  void aConsumerThatFailsIsReplaced() {
    consumer.setPollException(new KafkaException("away"));
    assertThatThrownBy(() -> waiting.count(Map.of(LOGS, new Range(0, 1))))
        .isInstanceOf(KafkaException.class);
    assertThat(consumer.closed()).isTrue();
    consumer = new MockConsumer<>("earliest");
    next(record(LOGS, 0, null, null, "a"));
    assertThat(waiting.count(Map.of(LOGS, new Range(0, 1)))).containsEntry(LOGS, 1L);
    waiting.close();
    assertThat(consumer.closed()).isTrue();
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // Only read.
  private void next(ConsumerRecord<byte[], byte[]>... records) {
    MockConsumer<byte[], byte[]> current = consumer;
    current.schedulePollTask(
        () -> {
          for (ConsumerRecord<byte[], byte[]> record : records) {
            current.addRecord(record);
          }
        });
  }

  private static ConsumerRecord<byte[], byte[]> record(
      TopicPartition partition,
      long offset,
      @Nullable String piece,
      @Nullable String replayOf,
      @Nullable String value) {
    var headers = new RecordHeaders();
    if (piece != null) {
      TopicHeaders.put(headers, TopicHeaders.PIECE, piece);
    }
    if (replayOf != null) {
      TopicHeaders.put(headers, TopicHeaders.REPLAY_OF, replayOf);
    }
    return new ConsumerRecord<>(
        partition.topic(),
        partition.partition(),
        offset,
        0,
        TimestampType.LOG_APPEND_TIME,
        0,
        0,
        null,
        value == null ? null : value.getBytes(UTF_8),
        headers,
        Optional.empty());
  }
}
