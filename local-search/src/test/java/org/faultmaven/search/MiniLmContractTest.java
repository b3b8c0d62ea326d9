package org.faultmaven.search;

import java.nio.file.Path;
import org.faultmaven.contracts.kit.EmbedderContract;
import org.faultmaven.contracts.port.IEmbedder;
import org.junit.jupiter.api.AfterAll;

class MiniLmContractTest extends EmbedderContract {
  private static final IEmbedder EMBEDDER = LocalSearch.miniLm(Path.of("target", "model-cache"));

  @AfterAll
  static void close() {
    EMBEDDER.close();
  }

  @Override
  protected IEmbedder embedder() {
    return EMBEDDER;
  }
}
