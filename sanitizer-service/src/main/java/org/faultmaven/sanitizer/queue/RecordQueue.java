package org.faultmaven.sanitizer.queue;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.faultmaven.sanitizer.format.RawRecord;
import org.faultmaven.sanitizer.format.RawRecordCodec;
import org.jspecify.annotations.Nullable;

/**
 * Raw records of one partition in the order they came, in memory and in a store that outlives a
 * crash. The store's changelog is as sensitive as the raw topic.
 */
final class RecordQueue {
  static final String STORE = "queue";

  /** Above one of these it is full. */
  static final int MAX_RECORDS = 2_000;

  static final long MAX_BYTES = 16L << 20;

  private record Entry(String key, RawRecord record, long bytes) {}

  private final KeyValueStore<String, byte[]> store;
  private final String name;
  private final int partition;
  private final long maxBytes;
  private final ArrayDeque<Entry> entries = new ArrayDeque<>();
  private long next;
  private long bytes;

  /**
   * With what it held before.
   *
   * @param name without slash; the store is shared
   * @param maxBytes the largest record that the store takes
   */
  RecordQueue(KeyValueStore<String, byte[]> store, String name, int partition, long maxBytes) {
    this.store = store;
    this.name = name;
    this.partition = partition;
    this.maxBytes = maxBytes;
    try (KeyValueIterator<String, byte[]> each =
        store.range(key(0, ""), key(Long.MAX_VALUE, "~"))) {
      while (each.hasNext()) {
        restore(each.next());
      }
    }
  }

  private void restore(KeyValue<String, byte[]> stored) {
    String[] parts = stored.key.split("/", 3);
    next = Long.parseLong(parts[1]) + 1;
    RawRecord record = new RawRecordCodec(parts[2], partition).decode(stored.value);
    append(new Entry(stored.key, record, stored.value.length));
  }

  private void append(Entry entry) {
    entries.add(entry);
    bytes += entry.bytes;
  }

  /**
   * Adds a record at the end.
   *
   * @return false when it is too large for the store
   */
  boolean add(RawRecord record, Instant now) {
    byte[] stored = new RawRecordCodec(record.topic(), partition).encode(record, now);
    if (stored.length > maxBytes) {
      return false;
    }
    String key = key(next++, record.topic());
    store.put(key, stored);
    append(new Entry(key, record, stored.length));
    return true;
  }

  /** The record whose turn it is; null when there is none. */
  @Nullable RawRecord head() {
    Entry head = entries.peek();
    return head == null ? null : head.record;
  }

  /** Removes the record whose turn it is. */
  void removeHead() {
    Entry head = entries.remove();
    bytes -= head.bytes;
    store.delete(head.key);
  }

  /** All records, in order. */
  List<RawRecord> records() {
    return entries.stream().map(Entry::record).toList();
  }

  int size() {
    return entries.size();
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  boolean isFull() {
    return entries.size() >= MAX_RECORDS || bytes >= MAX_BYTES;
  }

  /** Nineteen digits, so that the store's order is that of the queue. */
  private String key(long number, String topic) {
    return name + "/" + String.format(Locale.ROOT, "%019d", number) + "/" + topic;
  }
}
