package org.faultmaven.search;

import org.faultmaven.contracts.port.IEmbedder;

/** An embedder that remembers, and says how often that helped. */
public interface EmbeddingCache extends IEmbedder {
  /** Calls answered from memory, or by a computation that was already under way. */
  long hits();

  /** Calls that had to be computed. */
  long misses();

  /** Vectors remembered now. */
  int size();
}
