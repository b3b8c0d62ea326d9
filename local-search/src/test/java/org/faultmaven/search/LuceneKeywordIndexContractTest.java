package org.faultmaven.search;

import java.nio.file.Path;
import org.faultmaven.contracts.kit.KeywordIndexContract;
import org.faultmaven.contracts.port.IKeywordIndex;
import org.junit.jupiter.api.io.TempDir;

class LuceneKeywordIndexContractTest extends KeywordIndexContract {
  @TempDir Path folder;

  @Override
  protected IKeywordIndex open() {
    return LocalSearch.keywords(folder);
  }
}
