package org.faultmaven.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import org.faultmaven.adapters.chroma.ChromaConfiguration;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.port.IEmbedder;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.search.LocalSearch;

/** The vector store that the settings choose. */
public final class VectorStores {
  private VectorStores() {}

  /**
   * Chroma when its address is configured, Lucene otherwise. Opens nothing yet.
   *
   * @throws StartException where several processes would have to share an embedded store
   */
  public static IVectorStore of(
      FaultMavenConfig config, Placement placement, IEmbedder embedder, MeterRegistry registry) {
    if (config.chroma().url() != null) {
      return ChromaConfiguration.vectorStore(
          config.chroma(), embedder.dimensions(), embedder.model(), registry);
    }
    if (placement == Placement.SERVICE) {
      throw new StartException(
          "chromadb.url (CHROMADB_URL) is not set. Services share their vector store; the embedded"
              + " one can be held by one process only, as ./faultmaven up does.");
    }
    return LocalSearch.lucene(luceneFolder(config), embedder.dimensions(), embedder.model());
  }

  /** Names the store in a consumer group: its kind, and what tells it from others of its kind. */
  public static String name(FaultMavenConfig config) {
    return config.chroma().url() == null
        ? "lucene." + config.index().directory().getFileName()
        : "chroma." + config.chroma().collection();
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
