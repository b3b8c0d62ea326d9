package org.faultmaven.contracts.tool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.contracts.trace.TraceContext;
import org.jspecify.annotations.Nullable;

/**
 * A call as it was read from its topic.
 *
 * @param trace that it belongs to
 */
record ToolCall(
    TopicPartition partition,
    long offset,
    String correlation,
    String idempotencyKey,
    Instant deadline,
    @Nullable TraceContext trace,
    String arguments) {
  /** A deadline further away is a mistake. */
  private static final Duration FURTHEST = Duration.ofHours(1);

  /** Null when it is no call of this version, or nobody waits for it any more. */
  static @Nullable ToolCall of(ConsumerRecord<byte[], byte[]> record, String version) {
    Headers headers = record.headers();
    String correlation = TopicHeaders.text(headers, ToolProtocol.CORRELATION);
    String key = TopicHeaders.text(headers, ToolProtocol.IDEMPOTENCY_KEY);
    long deadline = TopicHeaders.number(headers, ToolProtocol.DEADLINE, 0);
    long now = System.currentTimeMillis();
    if (record.value() == null
        || correlation == null
        || !version.equals(TopicHeaders.text(headers, ToolProtocol.VERSION))
        || deadline <= now
        || deadline - now > FURTHEST.toMillis()) {
      return null;
    }
    return new ToolCall(
        new TopicPartition(record.topic(), record.partition()),
        record.offset(),
        correlation,
        key == null ? correlation : key,
        Instant.ofEpochMilli(deadline),
        TraceContext.of(headers),
        new String(record.value(), UTF_8));
  }

  /** Where it stands only. */
  @Override
  public String toString() {
    return "ToolCall[" + partition + " offset " + offset + "]";
  }
}
