package org.faultmaven.sanitizer.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Which records are in the dead letters now, by where they came from. A replay is believed only
 * when it names one of them: anybody may write the header.
 */
public final class Quarantined {
  public static final String STORE = "quarantined";

  private final KeyValueStore<String, byte[]> store;

  public Quarantined(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  public static String origin(RecordMetadata record) {
    return record.topic() + "/" + record.partition() + "/" + record.offset();
  }

  /**
   * @param belongsTo what it is a part of, or empty
   */
  public void add(String origin, String belongsTo) {
    store.put(origin, belongsTo.getBytes(UTF_8));
  }

  public void remove(String origin) {
    store.delete(origin);
  }

  /**
   * If the record replays one that is quarantined: takes it out, and returns what it was a part of.
   */
  public Optional<String> takeReplayed(Headers headers, RecordMetadata record) {
    String origin = TopicHeaders.text(headers, TopicHeaders.REPLAY_OF);
    if (origin == null || !origin.startsWith(record.topic() + "/" + record.partition() + "/")) {
      return Optional.empty();
    }
    byte @Nullable [] belongsTo = store.delete(origin);
    return Optional.ofNullable(belongsTo).map(bytes -> new String(bytes, UTF_8));
  }
}
