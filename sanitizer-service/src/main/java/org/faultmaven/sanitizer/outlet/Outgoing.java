package org.faultmaven.sanitizer.outlet;

import org.faultmaven.contracts.record.SanitizedValue;
import org.faultmaven.contracts.topic.RawTopic;
import org.faultmaven.contracts.topic.SanitizedTopic;
import org.jspecify.annotations.Nullable;

/**
 * What a processor sends on: to a SANITIZED topic only what is sanitised, to the dead letters a
 * record as it came.
 */
public sealed interface Outgoing {
  /** The name of the topic, and so of its sink. */
  String topicName();

  /** The partition, or null to let the key decide. */
  @Nullable Integer partition();

  /** The bytes of the value; null is a tombstone. */
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

    /** Content-free. */
    @Override
    public String toString() {
      return "Clean[" + topic.name() + "]";
    }
  }

  /** A dead letter. */
  final class Dead implements Outgoing {
    private final RawTopic topic;
    private final byte @Nullable [] value;

    Dead(RawTopic topic, byte @Nullable [] value) {
      this.topic = topic;
      this.value = value;
    }

    @Override
    public String topicName() {
      return topic.name();
    }

    @Override
    public @Nullable Integer partition() {
      return null;
    }

    @Override
    public byte @Nullable [] bytes() {
      return value;
    }

    /** Content-free. */
    @Override
    public String toString() {
      return "Dead[" + topic.name() + "]";
    }
  }
}
