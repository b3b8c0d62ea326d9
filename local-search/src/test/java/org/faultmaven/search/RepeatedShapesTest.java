package org.faultmaven.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.faultmaven.contracts.kit.SampleEntries;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.contracts.record.EmbeddedEntry;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.UnitVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs repeat themselves: the vector of one shape stands in hundreds of entries. */
class RepeatedShapesTest {
  private static final int DIMENSIONS = 384;
  private static final int SHAPES = 200;
  private static final int ENTRIES = 6_000;

  private final Random random = new Random(11);

  /** A neighbour graph fails this: two of the shapes could not be found at all. */
  @Test
  void finds_every_shape_however_unevenly_they_repeat(@TempDir Path folder) {
    List<float[]> shapes = new ArrayList<>();
    for (int i = 0; i < SHAPES; i++) {
      shapes.add(unit());
    }
    int[] repeats = new int[SHAPES];
    List<EmbeddedEntry> entries = new ArrayList<>();
    for (int i = 0; i < ENTRIES; i++) {
      int shape = i < SHAPES ? i : (int) (Math.pow(random.nextDouble(), 3) * SHAPES);
      repeats[shape]++;
      entries.add(
          new EmbeddedEntry(
              SampleEntries.log("e" + i)
                  .source("s" + shape)
                  .times(SampleEntries.TIME, SampleEntries.TIME.plusSeconds(i))
                  .build(),
              shapes.get(shape)));
    }
    try (IVectorStore store = LocalSearch.lucene(folder, DIMENSIONS, "a-model")) {
      for (int i = 0; i < ENTRIES; i += 500) {
        store.add(Tenant.DEFAULT, entries.subList(i, i + 500));
      }

      for (int shape = 0; shape < SHAPES; shape++) {
        int expected = Math.min(10, repeats[shape]);
        assertThat(store.search(Tenant.DEFAULT, shapes.get(shape), expected, SearchFilter.NONE))
            .hasSize(expected)
            .extracting(hit -> hit.entry().source().text())
            .containsOnly("s" + shape);
      }
      assertThat(store.search(Tenant.DEFAULT, shapes.getFirst(), 10, SearchFilter.NONE))
          .as("of equal ones the latest first")
          .extracting(hit -> hit.entry().lastAt())
          .isSortedAccordingTo((a, b) -> b.compareTo(a));
    }
  }

  private float[] unit() {
    float[] vector = new float[DIMENSIONS];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return UnitVector.of(vector);
  }
}
