package org.faultmaven.search;

import java.nio.file.Path;
import org.faultmaven.contracts.kit.VectorStoreContract;
import org.faultmaven.contracts.port.IVectorStore;
import org.junit.jupiter.api.io.TempDir;

class LuceneVectorStoreContractTest extends VectorStoreContract {
  @TempDir Path folder;

  @Override
  protected IVectorStore open() {
    return LocalSearch.lucene(folder, DIMENSIONS, "a-model");
  }
}
