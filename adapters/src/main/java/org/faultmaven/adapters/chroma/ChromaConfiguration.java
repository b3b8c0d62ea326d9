package org.faultmaven.adapters.chroma;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.util.Map;
import org.faultmaven.adapters.call.BreakerLimits;
import org.faultmaven.adapters.call.ExternalSystem;
import org.faultmaven.adapters.call.HttpSystem;
import org.faultmaven.contracts.config.ChromaConfig;
import org.faultmaven.contracts.config.Secret;
import org.faultmaven.contracts.port.IVectorStore;

/** Makes the vector store that Chroma keeps. */
public final class ChromaConfiguration {
  private static final long MAX_ANSWER = 256L << 20;

  private ChromaConfiguration() {}

  /**
   * A store that opens its first connection at its first call; whoever makes it closes it.
   *
   * @param dimensions of every vector in it
   * @param model name of what makes the vectors: {@code IEmbedder.model()}
   * @throws IllegalArgumentException without an address in the configuration
   */
  public static IVectorStore vectorStore(
      ChromaConfig config, int dimensions, String model, MeterRegistry registry) {
    URI url = config.url();
    if (url == null) {
      throw new IllegalArgumentException("Chroma needs an address: set CHROMADB_URL");
    }
    var system =
        new ExternalSystem(
            "chroma",
            "Start it, or correct its address (CHROMADB_URL).",
            BreakerLimits.DEFAULT,
            registry);
    var http = new HttpSystem("chroma", url, headers(config.apiKey()), MAX_ANSWER);
    var api = new ChromaApi(http, system, config.tenant(), config.database());
    var shelves = new Shelves(api, config.collection(), dimensions, model);
    var writer = new ShelfWriter(api, shelves, config.logPeriod());
    return new ChromaVectorStore(system, api, shelves, writer, dimensions, registry);
  }

  /** Chroma itself asks for no token since 1.0; a proxy in front of it reads one of the two. */
  private static Map<String, String> headers(Secret key) {
    return key.isSet()
        ? Map.of("X-Chroma-Token", key.reveal(), "Authorization", "Bearer " + key.reveal())
        : Map.of();
  }
}
