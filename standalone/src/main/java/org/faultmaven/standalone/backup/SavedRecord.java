package org.faultmaven.standalone.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record in a backup. All that clean topics hold is text.
 *
 * @param topic the raw topic that it is sent to again, or {@code access.keys}, without the prefix
 * @param partition it had
 * @param headers names and values, in order
 */
record SavedRecord(
    String tenant,
    String topic,
    int partition,
    @Nullable String key,
    List<Field> headers,
    String value) {
  /** Headers of the sanitizer's own, made anew when it judges the record again. */
  private static final Set<String> RECEIPT =
      Set.of(
          TopicHeaders.POLICY,
          TopicHeaders.SANITIZER,
          TopicHeaders.ENTITIES,
          TopicHeaders.RAW_HASH,
          TopicHeaders.SEQUENCE);

  /** A header. */
  record Field(String name, @Nullable String value) {}

  SavedRecord {
    headers = List.copyOf(headers);
  }

  /**
   * Of a record that was read.
   *
   * @param topic it is to be sent to
   * @param key it is to have there
   */
  static SavedRecord of(
      String tenant, String topic, @Nullable String key, ConsumerRecord<byte[], byte[]> record) {
    var headers = new ArrayList<Field>();
    for (Header header : record.headers()) {
      if (!RECEIPT.contains(header.key())) {
        headers.add(new Field(header.key(), text(header.value())));
      }
    }
    return new SavedRecord(
        tenant, topic, record.partition(), key, headers, new String(record.value(), UTF_8));
  }

  static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, UTF_8);
  }

  RecordHeaders recordHeaders() {
    var all = new RecordHeaders();
    for (Field header : headers) {
      all.add(header.name(), header.value() == null ? null : header.value().getBytes(UTF_8));
    }
    return all;
  }

  /** Where it goes and nothing of what it holds. */
  @Override
  public String toString() {
    return "SavedRecord[" + topic + "/" + partition + "]";
  }
}
