package org.faultmaven.sanitizer.stream;

import org.faultmaven.contracts.record.SanitizedValue;
import org.faultmaven.contracts.topic.RawTopic;
import org.faultmaven.contracts.topic.SanitizedTopic;
import org.jspecify.annotations.Nullable;

/**
 * What a processor sends on: to a SANITIZED topic only what is sanitised, or to the dead letters as
 * it came.
 */
public sealed interface Outgoing {
  /** Name of the topic. */
  String topicName();

  /** Partition, or null to let the key decide. */
  @Nullable Integer partition();

  /** Bytes of the value; null is a tombstone. */
  byte @Nullable [] bytes();

  /**
   * @param value null is a tombstone
   */
  record Clean(SanitizedTopic topic, @Nullable Integer partition, @Nullable SanitizedValue value)
      implements Outgoing {
    @Override
    public String topicName() {
      return topic.name();
    }

    @Override
    public byte @Nullable [] bytes() {
      return value == null ? null : value.toBytes();
    }
  }

  /** A dead letter. */
  @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
  record Dead(RawTopic topic, byte @Nullable [] bytes) implements Outgoing {
    @Override
    public String topicName() {
      return topic.name();
    }

    @Override
    public @Nullable Integer partition() {
      return null;
    }
  }
}
