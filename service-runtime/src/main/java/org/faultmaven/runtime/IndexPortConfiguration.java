package org.faultmaven.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.port.IEmbedder;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.search.LocalSearch;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses the embedder and the vector store. */
@Configuration(proxyBeanMethods = false)
public class IndexPortConfiguration {
  @Bean
  IEmbedder embedder(FaultMavenConfig config, MeterRegistry registry) {
    IEmbedder model =
        new MeteredEmbedder(LocalSearch.miniLm(folder(config).resolve("models")), registry);
    return MeteredEmbedder.metered(
        LocalSearch.caching(model, config.index().embeddingCache()), registry);
  }

  /** For a command that is no service. */
  public static IEmbedder newEmbedder(FaultMavenConfig config) {
    return LocalSearch.caching(
        LocalSearch.miniLm(folder(config).resolve("models")), config.index().embeddingCache());
  }

  /**
   * @throws StartException where several processes would have to share an embedded store
   */
  @Bean
  IVectorStore vectorStore(
      FaultMavenConfig config, Placement placement, IEmbedder embedder, MeterRegistry registry) {
    return VectorStores.of(config, placement, embedder, registry);
  }

  @Bean
  HealthIndicator embedderHealthIndicator(IEmbedder embedder) {
    return new PortHealth(embedder::check);
  }

  @Bean
  HealthIndicator vectorStoreHealthIndicator(IVectorStore store) {
    return new PortHealth(store::check);
  }

  static Path folder(FaultMavenConfig config) {
    return config.application().dataDirectory().toAbsolutePath();
  }
}
