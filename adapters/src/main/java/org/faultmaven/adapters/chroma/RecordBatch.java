package org.faultmaven.adapters.chroma;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records on their way into one request. */
final class RecordBatch {
  private final boolean vectors;
  private List<String> ids = new ArrayList<>();
  private List<String> embeddings = new ArrayList<>();
  private List<Map<String, @Nullable Object>> metadatas = new ArrayList<>();
  private List<String> documents = new ArrayList<>();
  private long bytes;

  /**
   * @param vectors whether they are written too
   */
  RecordBatch(boolean vectors) {
    this.vectors = vectors;
  }

  /**
   * @param kept the metadata that is there
   */
  void add(EntryRecord record, Map<String, Object> kept) {
    ids.add(record.id());
    embeddings.add(record.embedding());
    metadatas.add(record.replacing(kept));
    documents.add(record.document());
    bytes += record.size();
  }

  boolean isEmpty() {
    return ids.isEmpty();
  }

  /** About how long the request is. */
  long bytes() {
    return bytes;
  }

  /** What was added since the last time. */
  ChromaApi.Records take() {
    var records = new ChromaApi.Records(ids, vectors ? embeddings : null, metadatas, documents);
    ids = new ArrayList<>();
    embeddings = new ArrayList<>();
    metadatas = new ArrayList<>();
    documents = new ArrayList<>();
    bytes = 0;
    return records;
  }
}
