package org.faultmaven.sanitizer.document;

import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The states by document id; nothing raw in them. */
final class DocumentStates {
  static final String STORE = "documents";
  private static final JsonMapper JSON = new JsonMapper();

  private final KeyValueStore<String, byte[]> store;

  DocumentStates(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  DocumentState get(String id) {
    byte @Nullable [] stored = store.get(id);
    return stored == null ? DocumentState.NONE : JSON.readValue(stored, DocumentState.class);
  }

  void put(String id, DocumentState state) {
    if (state.isKnown()) {
      store.put(id, JSON.writeValueAsBytes(state));
    } else {
      store.delete(id);
    }
  }
}
