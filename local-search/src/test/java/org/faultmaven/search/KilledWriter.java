package org.faultmaven.search;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.faultmaven.contracts.kit.SampleEntries;
import org.faultmaven.contracts.port.IKeywordIndex;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.contracts.record.EmbeddedEntry;
import org.faultmaven.contracts.record.Tenant;

/** A process that writes entry after entry, prints how many are durable, and never ends. */
final class KilledWriter {
  private static final int FLUSH_EVERY = 20;

  private KilledWriter() {}

  public static void main(String[] args) {
    Path folder = Path.of(args[1]);
    if (args[0].equals("keywords")) {
      writeWords(LocalSearch.keywords(folder));
    } else {
      writeVectors(LocalSearch.lucene(folder, 2, "a-model"));
    }
  }

  /** Each update adds one entry and deletes the one of three updates ago. */
  private static void writeWords(IKeywordIndex index) {
    for (int i = 0; ; i++) {
      index.update(
          List.of(SampleEntries.log("e" + i).at("t", 0, i, i).build()),
          List.of(SampleEntries.id("e" + (i - 3))),
          Map.of(0, i + 1L));
      if (i % FLUSH_EVERY == 0) {
        index.flush();
        System.out.println(i + 1);
      }
    }
  }

  private static void writeVectors(IVectorStore store) {
    for (int i = 0; ; i++) {
      store.add(
          Tenant.DEFAULT,
          List.of(
              new EmbeddedEntry(
                  SampleEntries.log("e" + i).at("t", 0, i, i).build(), new float[] {1, i})));
      System.out.println(i + 1);
    }
  }
}
