package org.faultmaven.ingest.indexing;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.faultmaven.contracts.port.IEmbedder;
import org.faultmaven.contracts.record.EmbeddedEntry;
import org.faultmaven.contracts.record.Entry;

/** Entries with the vectors of their shapes. */
final class Shapes {
  private Shapes() {}

  /** Each shape once, on as many threads as there are processors. */
  static List<EmbeddedEntry> embed(IEmbedder embedder, Collection<Entry> entries) {
    Map<String, float[]> vectors = new ConcurrentHashMap<>();
    entries.stream().map(entry -> entry.shape().text()).distinct().toList().parallelStream()
        .forEach(shape -> vectors.put(shape, embedder.embed(shape)));
    return entries.stream()
        .map(
            entry ->
                new EmbeddedEntry(entry, vectors.getOrDefault(entry.shape().text(), new float[0])))
        .toList();
  }
}
