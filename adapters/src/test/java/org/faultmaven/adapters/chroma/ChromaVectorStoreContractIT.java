package org.faultmaven.adapters.chroma;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.UUID;
import org.faultmaven.adapters.server.ChromaServer;
import org.faultmaven.contracts.config.ChromaConfig;
import org.faultmaven.contracts.config.Secret;
import org.faultmaven.contracts.kit.VectorStoreContract;
import org.faultmaven.contracts.port.IVectorStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The kit against a real Chroma; each test has a knowledge base of its own. */
class ChromaVectorStoreContractIT extends VectorStoreContract {
  private static ChromaServer server;

  private final String collection = "test-" + UUID.randomUUID();

  @BeforeAll
  static void start() {
    server = ChromaServer.start();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  protected IVectorStore open() {
    var config =
        new ChromaConfig(
            server.url(),
            Secret.NONE,
            collection,
            "default_tenant",
            "default_database",
            Duration.ofDays(1));
    return ChromaConfiguration.vectorStore(config, DIMENSIONS, "axes", new SimpleMeterRegistry());
  }
}
