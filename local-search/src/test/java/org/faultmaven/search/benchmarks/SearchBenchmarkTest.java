package org.faultmaven.search.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.faultmaven.contracts.kit.Figures;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("bench")
class SearchBenchmarkTest {
  private final List<String> printed = new ArrayList<>();

  @Test
  void search(@TempDir Path folder) {
    SearchBenchmark.run(folder, 100_000, this::print);

    assertThat(printed).hasSizeGreaterThan(7);
  }

  @Test
  void embedding() {
    EmbeddingBenchmark.run(Path.of("target", "model-cache"), this::print);

    assertThat(printed).hasSize(3);
  }

  private void print(String line) {
    printed.add(line);
    Figures.print("%s", line);
  }
}
