package org.faultmaven.sanitizer.document;

import org.apache.kafka.streams.state.KeyValueStore;
import org.faultmaven.contracts.record.NewerFormatException;
import org.faultmaven.contracts.record.RecordFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The store of what is known of each document, by its id. */
final class Documents {
  static final String STORE = "documents";

  // What it writes and reads is ids and numbers: its messages can quote nothing else.
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addHandler(RecordFormat.refusingNewer("the state of a document"))
          .build();

  private final KeyValueStore<String, byte[]> store;

  Documents(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  /**
   * @throws NewerFormatException when a later version wrote it
   */
  DocumentState get(String id) {
    byte @Nullable [] stored = store.get(id);
    if (stored == null) {
      return DocumentState.UNKNOWN;
    }
    try {
      return JSON.readValue(stored, DocumentState.class);
    } catch (JacksonException e) {
      RecordFormat.rethrow(e);
      throw e;
    }
  }

  void put(String id, DocumentState state) {
    if (state.cleanPieces() == 0 && state.open().isEmpty()) {
      store.delete(id);
    } else {
      store.put(id, JSON.writeValueAsBytes(state));
    }
  }
}
