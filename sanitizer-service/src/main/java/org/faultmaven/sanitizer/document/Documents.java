package org.faultmaven.sanitizer.document;

import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The store of what is known of each document, by its id. */
final class Documents {
  static final String STORE = "documents";

  // What it writes and reads is ids and numbers: its messages can quote nothing else.
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final KeyValueStore<String, byte[]> store;

  Documents(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  DocumentState get(String id) {
    byte @Nullable [] stored = store.get(id);
    return stored == null ? DocumentState.UNKNOWN : JSON.readValue(stored, DocumentState.class);
  }

  void put(String id, DocumentState state) {
    if (state.cleanPieces() == 0 && state.open().isEmpty()) {
      store.delete(id);
    } else {
      store.put(id, JSON.writeValueAsBytes(state));
    }
  }
}
