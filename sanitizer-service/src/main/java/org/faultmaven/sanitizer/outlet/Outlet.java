package org.faultmaven.sanitizer.outlet;

import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.faultmaven.contracts.config.DataSize;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.SanitizedValue;
import org.faultmaven.contracts.topic.QuarantineReason;
import org.faultmaven.contracts.topic.RawTopic;
import org.faultmaven.contracts.topic.SanitizedTopic;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.contracts.trace.TraceSpan;
import org.faultmaven.sanitizer.format.RawRecord;
import org.faultmaven.sanitizer.format.RefusedException;
import org.jspecify.annotations.Nullable;

/** Sends records on, each within the transaction of what it was made from. */
public final class Outlet {
  /** The stage that dead letters name. */
  private static final String STAGE = "sanitize";

  /** Of a record's frame, its key and the headers that are added last. */
  private static final long ALLOWANCE = 16 * 1024;

  /** Those that only the project's own machinery writes. */
  private static final List<String> OF_DEAD_LETTERS =
      List.of(
          TopicHeaders.ORIGIN,
          TopicHeaders.ERROR_STAGE,
          TopicHeaders.ERROR_CLASS,
          TopicHeaders.REPLAYED,
          TopicHeaders.REPLAY_OF);

  private final ProcessorContext<byte[], Outgoing> context;
  private final RawTopic deadLetters;
  private final long maxMessage;

  /**
   * @param maxMessage the largest record that the topics take
   */
  public Outlet(
      ProcessorContext<byte[], Outgoing> context, RawTopic deadLetters, DataSize maxMessage) {
    this.context = context;
    this.deadLetters = deadLetters;
    this.maxMessage = maxMessage.bytes();
  }

  /**
   * Names the trace of the record that is handled, where there is one.
   *
   * @param partition null to let the key decide
   * @param key null, or a keyed hash with an optional suffix
   * @param value null is a tombstone
   * @param timestamp epoch milliseconds, for topics that keep the sender's
   * @throws IllegalArgumentException when the key might be raw
   */
  public void clean(
      SanitizedTopic topic,
      @Nullable Integer partition,
      @Nullable String key,
      @Nullable SanitizedValue value,
      CleanHeaders headers,
      long timestamp) {
    RecordHeaders all = headers.toHeaders();
    TraceSpan.current().put(all);
    send(SanitizedTopic.keyBytes(key), new Outgoing.Clean(topic, partition, value), timestamp, all);
  }

  /**
   * Pseudonyms may be longer than what they stand for, so that a record that was let in may be too
   * large to get out. A topic that refuses it would stop the stream for good.
   *
   * @throws RefusedException TOO_LARGE
   */
  public void checkSize(SanitizedText value, CleanHeaders headers) throws RefusedException {
    // No character of UTF-16 is longer than three bytes: short texts need no counting.
    boolean surelySmall = value.length() * 3L + headers.bytes() + ALLOWANCE <= maxMessage;
    if (!surelySmall && value.toBytes().length + headers.bytes() + ALLOWANCE > maxMessage) {
      throw new RefusedException(QuarantineReason.TOO_LARGE);
    }
  }

  /**
   * Puts a record aside as it came. One that the dead letters can't hold leaves its value and its
   * headers in the raw topic: the letter says where, and the stream goes on.
   */
  public void dead(RawRecord raw, QuarantineReason reason) {
    var headers = new RecordHeaders();
    long size = ALLOWANCE + length(raw.key()) + length(raw.value());
    for (Header header : raw.headers()) {
      if (!OF_DEAD_LETTERS.contains(header.key())) {
        headers.add(header);
        size += header.key().length() * 3L + length(header.value());
      }
    }
    boolean fits = size <= maxMessage;
    if (!fits) {
      headers = new RecordHeaders();
    }
    TopicHeaders.put(headers, TopicHeaders.ORIGIN, raw.origin());
    TopicHeaders.put(headers, TopicHeaders.ERROR_STAGE, STAGE);
    TopicHeaders.put(headers, TopicHeaders.ERROR_CLASS, reason.name());
    send(
        fits ? raw.key() : null,
        new Outgoing.Dead(deadLetters, fits ? raw.value() : null),
        raw.timestamp(),
        headers);
  }

  private void send(byte @Nullable [] key, Outgoing value, long timestamp, RecordHeaders headers) {
    context.forward(record(key, value, timestamp, headers), value.topicName());
  }

  // Streams takes null keys, but its signatures say nothing of it.
  @SuppressWarnings("NullAway")
  private static Record<byte[], Outgoing> record(
      byte @Nullable [] key, Outgoing value, long timestamp, RecordHeaders headers) {
    return new Record<>(key, value, timestamp, headers);
  }

  private static long length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
