package org.faultmaven.sanitizer.document;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The pieces of documents that are not complete: a RAW store, emptied as documents go on. */
final class HeldPieces {
  static final String STORE = "pieces";

  private final KeyValueStore<String, byte[]> store;

  HeldPieces(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  /** True when the piece was not held yet. */
  boolean hold(String documentId, String upload, int piece, HeldPiece held) {
    String key = key(documentId, upload, piece);
    boolean isNew = store.get(key) == null;
    store.put(key, held.toBytes());
    return isNew;
  }

  /** The pieces of an upload in order. */
  List<HeldPiece> of(String documentId, String upload, int count) {
    var pieces = new ArrayList<HeldPiece>(count);
    for (int piece = 0; piece < count; piece++) {
      byte[] stored = store.get(key(documentId, upload, piece));
      if (stored != null) {
        pieces.add(HeldPiece.fromBytes(stored));
      }
    }
    return pieces;
  }

  /** Lets all pieces of an upload go, whatever their numbers. */
  List<HeldPiece> take(String documentId, String upload) {
    var pieces = new ArrayList<HeldPiece>();
    var keys = new ArrayList<String>();
    try (KeyValueIterator<String, byte[]> range =
        store.range(key(documentId, upload, 0), key(documentId, upload, Integer.MAX_VALUE))) {
      range.forEachRemaining(
          entry -> {
            keys.add(entry.key);
            pieces.add(HeldPiece.fromBytes(entry.value));
          });
    }
    keys.forEach(store::delete);
    return pieces;
  }

  private static String key(String documentId, String upload, int piece) {
    return "%s/%s/%010d".formatted(documentId, upload, piece);
  }
}
