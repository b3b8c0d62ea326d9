package org.faultmaven.standalone.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.HashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.faultmaven.contracts.config.KafkaConfig;
import org.faultmaven.contracts.topic.KafkaConnection;
import org.faultmaven.contracts.topic.RawTopic;
import org.faultmaven.contracts.topic.SanitizedTopic;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.standalone.client.WholeTopic;
import org.jspecify.annotations.Nullable;

/** Reads what the clean topics of a tenant hold now. Not for use by many threads. */
final class CleanTopics {
  private final KafkaConfig kafka;
  private final Topics topics;

  CleanTopics(KafkaConfig kafka, Topics topics) {
    this.kafka = kafka;
    this.topics = topics;
  }

  void saveLogs(BackupFile.Writer to) throws IOException {
    for (RawTopic raw : topics.rawLogs()) {
      SanitizedTopic clean = topics.cleanOf(raw.name());
      read(
          clean.name(),
          record -> {
            if (record.value() != null) {
              // Checks the format; the text is the value's.
              clean.text(record);
              to.add(saved(raw.name(), SavedRecord.text(record.key()), record));
            }
          });
    }
  }

  /** The newest of each piece, and no document that was deleted. */
  void saveDocuments(BackupFile.Writer to) throws IOException {
    SanitizedTopic clean = topics.cleanDocuments();
    var newest = new HashMap<String, Long>();
    read(clean.name(), record -> newest.put(key(record), record.offset()));
    read(
        clean.name(),
        record -> {
          Long last = newest.get(key(record));
          if (record.value() != null && last != null && last == record.offset()) {
            clean.text(record);
            String id = key(record).replaceFirst("/.*", "");
            to.add(saved(topics.rawDocuments().name(), id, record));
          }
        });
  }

  void saveKeys(BackupFile.Writer to) throws IOException {
    String name = topics.accessKeys().name();
    var newest = new HashMap<String, ConsumerRecord<byte[], byte[]>>();
    read(name, record -> newest.put(key(record), record));
    for (ConsumerRecord<byte[], byte[]> record : newest.values()) {
      if (record.value() != null) {
        to.add(saved(name, key(record), record));
      }
    }
  }

  private SavedRecord saved(
      String topic, @Nullable String key, ConsumerRecord<byte[], byte[]> record) {
    return SavedRecord.of(topics.tenant().name(), Targets.relative(topics, topic), key, record);
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? "" : new String(record.key(), UTF_8);
  }

  private void read(String topic, WholeTopic.Reader<IOException> reader) throws IOException {
    WholeTopic.read(KafkaConnection.consumer(kafka), topic, reader);
  }
}
