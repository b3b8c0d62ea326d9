package org.faultmaven.query;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.faultmaven.contracts.port.IEmbedder;
import org.faultmaven.contracts.port.IKeywordIndex;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.contracts.record.EmbeddedEntry;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.query.search.Retrieval;
import org.faultmaven.search.LocalSearch;

/** Entries in both indexes. */
public final class Indexed implements AutoCloseable {
  public final IEmbedder embedder = TestPorts.embedder();
  public final IVectorStore vectors;
  public final IKeywordIndex keywords;
  public final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  public Indexed(Path folder) {
    vectors =
        LocalSearch.lucene(folder.resolve("vectors"), embedder.dimensions(), embedder.model());
    keywords = LocalSearch.keywords(folder.resolve("keywords"));
  }

  public void add(Entry... entries) {
    keywords.update(List.of(entries), List.of(), Map.of());
    vectors.add(
        Tenant.DEFAULT,
        Arrays.stream(entries)
            .map(entry -> new EmbeddedEntry(entry, embedder.embed(entry.shape().text())))
            .toList());
  }

  public Retrieval retrieval() {
    return retrieval(vectors, keywords, true);
  }

  public Retrieval retrieval(IVectorStore vectorStore, IKeywordIndex index, boolean caughtUp) {
    return new Retrieval(Tenant.DEFAULT, embedder, vectorStore, index, () -> caughtUp, meters);
  }

  @Override
  public void close() {
    vectors.close();
    keywords.close();
  }
}
