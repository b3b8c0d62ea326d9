package org.faultmaven.ingest.indexing.document;

import org.faultmaven.contracts.config.IndexConfig;
import org.faultmaven.contracts.port.IEmbedder;

/** How documents are cut. */
public record Chunks(IEmbedder embedder, IndexConfig config) {
  Chunker chunker() {
    return new Chunker(embedder, config.chunkTokens(), config.chunkOverlap());
  }
}
