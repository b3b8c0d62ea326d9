package org.faultmaven.runtime;

import java.nio.file.Path;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.port.IEmbedder;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.search.LocalSearch;

/** The vector store that the settings choose. */
public final class VectorStores {
  private VectorStores() {}

  /**
   * Opens nothing yet.
   *
   * @throws StartException where several processes would have to share an embedded store
   */
  public static IVectorStore of(FaultMavenConfig config, Placement placement, IEmbedder embedder) {
    if (placement == Placement.SERVICE) {
      throw new StartException(
          "chromadb.url (CHROMADB_URL) is not set. Services share their vector store; the embedded"
              + " one can be held by one process only, as ./faultmaven up does.");
    }
    return LocalSearch.lucene(luceneFolder(config), embedder.dimensions());
  }

  /** Names the store in a consumer group: its kind, and what tells it from others of its kind. */
  public static String name(FaultMavenConfig config) {
    return "lucene." + config.index().directory().getFileName();
  }

  /** The consumer group of a replay into the store. */
  public static String replayGroup(FaultMavenConfig config) {
    return config.kafka().topicPrefix() + "move." + name(config);
  }

  private static Path luceneFolder(FaultMavenConfig config) {
    return IndexPortConfiguration.folder(config)
        .resolve(config.index().directory())
        .resolve("vectors");
  }
}
