package org.faultmaven.ingest.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.faultmaven.contracts.topic.QuarantineReason;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterIndexTest {
  private static final Origin ORIGIN = new Origin("faultmaven.logs.raw", 3, 42);
  private final DeadLetterIndex index = new DeadLetterIndex();

  @Test
  void originsAreIdsAndHeadersBothWays() {
    var hyphens = new Origin("my-app-0-1.logs_x", 0, 7);
    assertThat(hyphens.toId()).isEqualTo("my-app-0-1.logs_x-0-7");
    assertThat(Origin.fromId(hyphens.toId())).hasValue(hyphens);
    assertThat(Origin.fromHeader(hyphens.toHeader())).hasValue(hyphens);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a-1",
        "a-b-1",
        "a-1-b",
        "a/1/2",
        "a-1-9999999999999999999",
        "\u00e9-1-2"
      })
  void otherIdsAreNone(String id) {
    assertThat(Origin.fromId(id)).isEqualTo(Optional.empty());
  }

  @Test
  void aLetterIsKnownByWhereItCameFromAndWhy() {
    index.read(letter(ORIGIN.toHeader(), "sanitize", "NOT_UTF8", 5));
    DeadLetter letter = index.find(ORIGIN).orElseThrow();
    assertThat(letter.stage()).isEqualTo("sanitize");
    assertThat(letter.reason()).isEqualTo(QuarantineReason.NOT_UTF8);
    assertThat(letter.at()).isEqualTo(Instant.ofEpochMilli(1000));
    assertThat(letter.bytes()).isEqualTo(7);
    assertThat(letter.toString()).doesNotContain("hunter2");
    assertThat(index.waiting()).isEqualTo(1);
  }

  @Test
  void headersOfAnotherFormAreNotRepeated() {
    index.read(letter(ORIGIN.toHeader(), "the password is hunter2", "hunter2", 5));
    DeadLetter letter = index.find(ORIGIN).orElseThrow();
    assertThat(letter.stage()).isEqualTo("unknown");
    assertThat(letter.reason()).isNull();
  }

  @Test
  void aLetterWithoutOriginIsRefused() {
    assertThatThrownBy(() -> index.read(letter(null, "sanitize", "NOT_UTF8", 5)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> index.read(letter("hunter2", "sanitize", "NOT_UTF8", 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aMarkerSaysThatALetterWasSentAgain() {
    index.read(letter(ORIGIN.toHeader(), "sanitize", "NOT_UTF8", 5));
    index.read(marker(6));
    assertThat(index.replayedAt(ORIGIN)).hasValue(Instant.ofEpochMilli(1000));
    assertThat(index.waiting()).isZero();
    assertThat(index.list()).hasSize(1);
  }

  @Test
  void whatKafkaLetGoIsForgotten() {
    index.read(letter(ORIGIN.toHeader(), "sanitize", "NOT_UTF8", 5));
    index.read(
        letter(new Origin("faultmaven.logs.raw", 3, 43).toHeader(), "sanitize", "NO_VALUE", 6));
    index.read(marker(7));
    index.expired(1, 100);
    index.expired(0, 6);
    assertThat(index.find(ORIGIN)).isEmpty();
    assertThat(index.list()).extracting(each -> each.origin().offset()).containsExactly(43L);
    assertThat(index.replayedAt(ORIGIN)).isPresent();
    index.expired(0, 8);
    assertThat(index.replayedAt(ORIGIN)).isEmpty();
    assertThat(index.list()).isEmpty();
  }

  private static ConsumerRecord<byte[], byte[]> letter(
      @Nullable String origin, String stage, String reason, long offset) {
    var headers = new RecordHeaders();
    if (origin != null) {
      TopicHeaders.put(headers, TopicHeaders.ORIGIN, origin);
    }
    TopicHeaders.put(headers, TopicHeaders.ERROR_STAGE, stage);
    TopicHeaders.put(headers, TopicHeaders.ERROR_CLASS, reason);
    return record(headers, "hunter2".getBytes(UTF_8), offset);
  }

  private static ConsumerRecord<byte[], byte[]> marker(long offset) {
    var headers = new RecordHeaders();
    TopicHeaders.put(headers, TopicHeaders.REPLAYED, ORIGIN.toHeader());
    return record(headers, null, offset);
  }

  private static ConsumerRecord<byte[], byte[]> record(
      Headers headers, byte @Nullable [] value, long offset) {
    return new ConsumerRecord<>(
        "deadletter",
        0,
        offset,
        1000,
        TimestampType.LOG_APPEND_TIME,
        ConsumerRecord.NULL_SIZE,
        value == null ? ConsumerRecord.NULL_SIZE : value.length,
        null,
        value,
        headers,
        Optional.empty());
  }
}
