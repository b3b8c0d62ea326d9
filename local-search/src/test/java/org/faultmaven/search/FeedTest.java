package org.faultmaven.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.apache.lucene.store.FSDirectory;
import org.faultmaven.contracts.kit.SampleEntries;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.IKeywordIndex;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.contracts.record.Tenant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A feed that goes on from the positions after every failure loses nothing and doubles nothing. */
@Timeout(120)
class FeedTest {
  private static final long RECORDS = 200;

  @TempDir Path folder;

  private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whose_writes_fail_now_and_then(long seed) {
    var random = new Random(seed);
    try (var index = new LuceneKeywordIndex(folder, this::failing, System::nanoTime)) {
      int failures = 0;
      long next = 0;
      while (next < RECORDS) {
        failure.set(random.nextInt(20) == 0 ? FailingDirectory.DISK_FULL : null);
        try {
          feed(index, next);
          next++;
          if (random.nextInt(5) == 0) {
            index.flush();
          }
        } catch (BackendException e) {
          failures++;
          failure.set(null);
          next = index.positions().getOrDefault(0, 0L);
        }
      }
      failure.set(null);
      assertThat(failures).isPositive();
      assertComplete(index);
    }
  }

  /** The merge fails on a thread of its own, between two updates; a reader meets it first. */
  @Test
  void which_an_error_in_the_background_has_undone() throws Exception {
    var merging = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    FailingDirectory.Hook hook =
        () -> {
          if (Thread.currentThread().getName().startsWith("Lucene Merge Thread")
              && release.getCount() > 0) {
            merging.countDown();
            await(release);
            throw new IOException(FailingDirectory.DISK_FULL);
          }
        };
    try (var index =
        new LuceneKeywordIndex(
            folder,
            path -> new FailingDirectory(FSDirectory.open(path), hook),
            // Nothing becomes durable by itself.
            () -> 0)) {
      long next = 0;
      while (merging.getCount() > 0) {
        feed(index, next++);
        index.flush();
      }
      feed(index, next);
      assertThat(index.count(Tenant.DEFAULT)).isEqualTo(next + 1);
      release.countDown();
      while (index.count(Tenant.DEFAULT) > next) {
        Thread.onSpinWait();
      }
      long undone = next + 1;

      assertThatThrownBy(() -> feed(index, undone))
          .isInstanceOfSatisfying(
              BackendException.class, told -> assertThat(told.retryable()).isTrue());
      assertThat(index.positions()).containsExactlyEntriesOf(Map.of(0, next));
      for (long record = next; record < RECORDS; record++) {
        feed(index, record);
      }
      assertComplete(index);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private FailingDirectory failing(Path path) throws IOException {
    return new FailingDirectory(FSDirectory.open(path), FailingDirectory.whileSet(failure));
  }

  private static void feed(IKeywordIndex index, long record) {
    Entry entry = SampleEntries.log("e" + record).at("t", 0, record, record).build();
    index.update(List.of(entry), List.of(), Map.of(0, record + 1));
  }

  private static void assertComplete(IKeywordIndex index) {
    index.flush();
    assertThat(index.positions()).containsExactlyEntriesOf(Map.of(0, RECORDS));
    assertThat(index.timeline(Tenant.DEFAULT, 10_000, SearchFilter.NONE))
        .extracting(Entry::lastSeenOffset)
        .containsExactlyElementsOf(LongStream.range(0, RECORDS).boxed().toList());
  }
}
