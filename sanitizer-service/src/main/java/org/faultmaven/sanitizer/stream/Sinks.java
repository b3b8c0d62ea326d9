package org.faultmaven.sanitizer.stream;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** The ways out of the topology. */
public final class Sinks {
  public static final String CLEAN = "clean";
  public static final String EVENTS = "events";
  public static final String DEAD = "dead";

  private Sinks() {}

  /** Sends a record to a sink. */
  public static void forward(
      ProcessorContext<byte[], Outgoing> context,
      String sink,
      byte @Nullable [] key,
      Outgoing value,
      Headers headers,
      long timestamp) {
    context.forward(new Record<>(key, value, Math.max(0, timestamp), headers), sink);
  }

  /** Where the record at hand comes from. */
  public static RecordMetadata origin(ProcessorContext<byte[], Outgoing> context) {
    return context.recordMetadata().orElseThrow();
  }
}
