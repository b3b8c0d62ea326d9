package org.faultmaven.sanitizer.document;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.faultmaven.sanitizer.format.RawRecord;
import org.faultmaven.sanitizer.format.RawRecordCodec;
import org.jspecify.annotations.Nullable;

/**
 * The store of pieces whose document is not complete: whole raw records, since they may have to go
 * to the dead letters as they came. A store of raw text, and as short-lived as can be.
 */
final class HeldPieces {
  static final String STORE = "pieces";

  /**
   * An upload some of whose pieces are held.
   *
   * @param document its id
   */
  record Upload(String document, String upload) {}

  private final KeyValueStore<String, byte[]> store;
  private final RawRecordCodec codec;

  HeldPieces(KeyValueStore<String, byte[]> store, RawRecordCodec codec) {
    this.store = store;
    this.codec = codec;
  }

  void put(String document, String upload, int piece, RawRecord record, Instant now) {
    store.put(key(document, upload, piece), codec.encode(record, now));
  }

  @Nullable RawRecord get(String document, String upload, int piece) {
    byte @Nullable [] stored = store.get(key(document, upload, piece));
    return stored == null ? null : codec.decode(stored);
  }

  /** The pieces that are here, in order. */
  List<RawRecord> all(String document, String upload) {
    var pieces = new ArrayList<RawRecord>();
    try (KeyValueIterator<String, byte[]> each = range(document, upload)) {
      each.forEachRemaining(entry -> pieces.add(codec.decode(entry.value)));
    }
    return pieces;
  }

  void delete(String document, String upload) {
    var keys = new ArrayList<String>();
    try (KeyValueIterator<String, byte[]> each = range(document, upload)) {
      each.forEachRemaining(entry -> keys.add(entry.key));
    }
    keys.forEach(store::delete);
  }

  /** The uploads none of whose pieces came after that time. */
  List<Upload> heldBefore(Instant time) {
    var newest = new HashMap<Upload, Instant>();
    try (KeyValueIterator<String, byte[]> each = store.all()) {
      while (each.hasNext()) {
        KeyValue<String, byte[]> entry = each.next();
        String[] parts = entry.key.split("/", 3);
        newest.merge(
            new Upload(parts[0], parts[1]),
            RawRecordCodec.heldAt(entry.value),
            (a, b) -> a.isAfter(b) ? a : b);
      }
    }
    return newest.entrySet().stream()
        .filter(entry -> entry.getValue().isBefore(time))
        .map(Map.Entry::getKey)
        .toList();
  }

  private KeyValueIterator<String, byte[]> range(String document, String upload) {
    return store.range(key(document, upload, 0), key(document, upload, Integer.MAX_VALUE));
  }

  /** Ten digits, so that the store's order is that of the pieces. */
  private static String key(String document, String upload, int piece) {
    return document + "/" + upload + "/" + String.format(Locale.ROOT, "%010d", piece);
  }
}
