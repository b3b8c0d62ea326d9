package org.faultmaven.sanitizer.format;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came, with where it came from. Its arrays are handed on, never copied or changed.
 */
public final class RawRecord {
  private final String topic;
  private final int partition;
  private final long offset;
  private final long timestamp;
  private final byte @Nullable [] key;
  private final byte @Nullable [] value;
  private final Headers headers;

  public RawRecord(
      String topic,
      int partition,
      long offset,
      long timestamp,
      byte @Nullable [] key,
      byte @Nullable [] value,
      Headers headers) {
    this.topic = topic;
    this.partition = partition;
    this.offset = offset;
    this.timestamp = timestamp;
    this.key = key;
    this.value = value;
    this.headers = headers;
  }

  /** The record that a processor was given, from where Streams says it read it. */
  public static RawRecord of(Record<byte[], byte[]> record, RecordMetadata from) {
    return new RawRecord(
        from.topic(),
        from.partition(),
        from.offset(),
        record.timestamp(),
        record.key(),
        record.value(),
        record.headers());
  }

  public String topic() {
    return topic;
  }

  public int partition() {
    return partition;
  }

  public long offset() {
    return offset;
  }

  /** Epoch milliseconds. */
  public long timestamp() {
    return timestamp;
  }

  public byte @Nullable [] key() {
    return key;
  }

  public byte @Nullable [] value() {
    return value;
  }

  public Headers headers() {
    return headers;
  }

  /** {@code topic/partition/offset}. */
  public String origin() {
    return topic + "/" + partition + "/" + offset;
  }

  /** Where it came from and nothing of what it holds. */
  @Override
  public String toString() {
    return "RawRecord[" + origin() + "]";
  }
}
