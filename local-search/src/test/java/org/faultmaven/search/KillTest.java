package org.faultmaven.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.faultmaven.contracts.kit.SampleEntries;
import org.faultmaven.contracts.port.IKeywordIndex;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.EntrySelector;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.contracts.record.Tenant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed in the middle of its writing; the next one opens what it left. */
@Timeout(120)
class KillTest {
  /** Enough that several segments and a merge or two lie behind. */
  private static final int DURABLE = 300;

  @TempDir Path folder;

  @Test
  void the_keyword_index_has_all_of_its_durable_updates_and_nothing_in_part() throws Exception {
    long durable = killAfter("keywords", DURABLE);

    try (IKeywordIndex index = LocalSearch.keywords(folder)) {
      long position = index.positions().getOrDefault(0, -1L);
      assertThat(position).isGreaterThanOrEqualTo(durable);
      // The last three entries that were added before the position, the others being deleted.
      assertThat(index.timeline(Tenant.DEFAULT, 1_000, SearchFilter.NONE))
          .extracting(Entry::lastSeenOffset)
          .containsExactlyElementsOf(LongStream.range(position - 3, position).boxed().toList());
      assertThat(index.search(Tenant.DEFAULT, "report", 10, SearchFilter.NONE)).hasSize(3);
    }
  }

  @Test
  void the_vector_store_has_all_it_acknowledged() throws Exception {
    int acknowledged = (int) killAfter("vectors", DURABLE);

    try (IVectorStore store = LocalSearch.lucene(folder, 2, "a-model")) {
      List<String> ids =
          store.ids(Tenant.DEFAULT, new EntrySelector.Before("t", 0, Long.MAX_VALUE));
      assertThat(ids)
          .hasSizeBetween(acknowledged, acknowledged + 1)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, ids.size()).mapToObj(i -> SampleEntries.id("e" + i)).toList());
      assertThat(store.search(Tenant.DEFAULT, new float[] {1, 0}, 1, SearchFilter.NONE))
          .extracting(hit -> hit.entry().id())
          .containsExactly(SampleEntries.id("e0"));
    }
  }

  /** Kills the writer once so many are durable; the last number it got out. */
  private long killAfter(String what, int durable) throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                KilledWriter.class.getName(),
                what,
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader lines = writer.inputReader(UTF_8)) {
      long last = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = Long.parseLong(line);
        if (last >= durable) {
          // By its handle: Process closes the stream too, and what was printed last would be lost.
          writer.toHandle().destroyForcibly();
        }
      }
      assertThat(last).as("the writer was killed, it did not fail").isGreaterThanOrEqualTo(durable);
      return last;
    } finally {
      writer.destroyForcibly().waitFor();
    }
  }
}
