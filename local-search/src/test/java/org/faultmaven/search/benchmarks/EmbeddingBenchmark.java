package org.faultmaven.search.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.faultmaven.contracts.port.IEmbedder;
import org.faultmaven.search.EmbeddingCache;
import org.faultmaven.search.LocalSearch;

/** Lines a second when each is embedded alone, against each shape embedded once. One thread. */
public final class EmbeddingBenchmark {
  private static final int LINES = 20_000;

  /** Embedding alone is measured on a sample. */
  private static final int SAMPLE = 500;

  private static final int WARM_UP = 50;

  private EmbeddingBenchmark() {}

  /**
   * @param cacheDirectory for the model's native libraries
   * @param out is handed one line at a time
   */
  public static void run(Path cacheDirectory, Consumer<String> out) {
    var lines = new LogLines(new Random(20_161_219));
    List<String> all = new ArrayList<>();
    for (int i = 0; i < LINES; i++) {
      all.add(lines.next());
    }
    try (IEmbedder model = LocalSearch.miniLm(cacheDirectory);
        EmbeddingCache cached = LocalSearch.caching(model, LINES)) {
      all.subList(0, WARM_UP).forEach(model::embed);

      long start = System.nanoTime();
      all.subList(0, SAMPLE).forEach(model::embed);
      double alone = SAMPLE * 1e9 / (System.nanoTime() - start);

      start = System.nanoTime();
      all.forEach(line -> cached.embed(LogLines.shape(line)));
      double once = LINES * 1e9 / (System.nanoTime() - start);

      out.accept("embedding %,d lines, one thread".formatted(LINES));
      out.accept("  each line alone (a sample of %d): %,.0f lines/s".formatted(SAMPLE, alone));
      out.accept(
          "  each of %,d shapes once: %,.0f lines/s; %.1f x"
              .formatted(
                  new HashSet<>(all.stream().map(LogLines::shape).toList()).size(),
                  once,
                  once / alone));
    }
  }
}
