package org.faultmaven.contracts.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.NewerFormatException;
import org.jspecify.annotations.Nullable;

/**
 * What a poll of the {@code entries} topic brought, by entry id: of several records with one id the
 * last counts, as after compaction.
 *
 * @param deleted ids with a tombstone
 */
public record EntryChanges(Collection<Entry> entries, Collection<String> deleted) {
  /** Is told the coordinate of a record that is no entry. */
  public interface Unreadable {
    void at(int partition, long offset);
  }

  /**
   * @throws NewerFormatException when a later version wrote one of them
   */
  public static EntryChanges of(ConsumerRecords<byte[], byte[]> records, Unreadable unreadable) {
    Map<String, Optional<Entry>> last = new LinkedHashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (record.key() == null) {
        unreadable.at(record.partition(), record.offset());
      } else if (record.value() == null) {
        last.put(new String(record.key(), UTF_8), Optional.empty());
      } else {
        Entry entry = entry(record);
        if (entry == null) {
          unreadable.at(record.partition(), record.offset());
        } else {
          last.put(entry.id(), Optional.of(entry));
        }
      }
    }
    List<Entry> entries = last.values().stream().flatMap(Optional::stream).toList();
    List<String> deleted =
        last.entrySet().stream()
            .filter(next -> next.getValue().isEmpty())
            .map(Map.Entry::getKey)
            .toList();
    return new EntryChanges(entries, deleted);
  }

  /** Null when the value is no entry, or stands under another key: no tombstone would reach it. */
  private static @Nullable Entry entry(ConsumerRecord<byte[], byte[]> record) {
    try {
      Entry entry = Entry.fromSanitizedTopic(record.value());
      return new String(record.key(), UTF_8).equals(entry.id()) ? entry : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
