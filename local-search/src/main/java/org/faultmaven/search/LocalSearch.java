package org.faultmaven.search;

import java.nio.file.Path;
import org.faultmaven.contracts.port.IEmbedder;
import org.faultmaven.contracts.port.IKeywordIndex;
import org.faultmaven.contracts.port.IVectorStore;

/**
 * The searching parts that need no server. Nothing here touches disk, model or native code before
 * its first call; whoever makes one closes it.
 */
public final class LocalSearch {
  private LocalSearch() {}

  /**
   * all-MiniLM-L6-v2, quantised to 8 bits, whose weights stand in a jar: 384 dimensions, 254
   * tokens. Each calling thread computes on its own, so two callers use two cores.
   *
   * @param cacheDirectory where the native libraries are unpacked, about 30 MB, once; nothing of a
   *     text ever goes there. A deployment that sets {@code ENGINE_CACHE_DIR}, {@code
   *     DJL_CACHE_DIR} or {@code onnxruntime.native.path} decides for itself
   */
  public static IEmbedder miniLm(Path cacheDirectory) {
    return new MiniLm(cacheDirectory);
  }

  /**
   * Remembers the vectors of the texts embedded last, so that a log's shape is paid for once.
   *
   * @param embedder closed with the cache
   * @param maxShapes how many vectors are remembered, about 1.7 KB each at 384 dimensions; 0
   *     remembers none
   */
  public static EmbeddingCache caching(IEmbedder embedder, int maxShapes) {
    return new CachingEmbedder(embedder, maxShapes);
  }

  /**
   * A vector store on disk, for one process at a time.
   *
   * @param directory its own folder, made when missing
   * @param dimensions of every vector in it, 1 to 1024
   * @param model name of what makes the vectors; a store of another model's is refused
   */
  public static IVectorStore lucene(Path directory, int dimensions, String model) {
    return new LuceneVectorStore(directory, dimensions, model);
  }

  /**
   * A keyword index on disk, for one process at a time.
   *
   * @param directory its own folder, made when missing
   */
  public static IKeywordIndex keywords(Path directory) {
    return new LuceneKeywordIndex(directory);
  }
}
