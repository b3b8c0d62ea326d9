package org.faultmaven.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.faultmaven.contracts.kit.SampleEntries.id;
import static org.faultmaven.contracts.kit.SampleEntries.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.lucene.store.FSDirectory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.IKeywordIndex;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.contracts.record.EmbeddedEntry;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.contracts.record.Tenant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said, and what is kept, when the folder lets the index down. */
class IndexFolderFailureTest {
  @TempDir Path folder;

  private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
  private final AtomicLong clock = new AtomicLong();

  @Test
  void a_second_user_of_the_folder_is_told_to_take_another() {
    try (IVectorStore second = LocalSearch.lucene(folder, 2, "a-model")) {
      try (IVectorStore first = LocalSearch.lucene(folder, 2, "a-model")) {
        first.add(Tenant.DEFAULT, List.of(entry("a")));

        BackendException refused = refused(() -> second.count(Tenant.DEFAULT));

        assertThat(refused).hasMessageContainingAll("in use by another process", folder.toString());
        assertThat(refused.retryable()).isFalse();
        assertThat(second.check().up()).isFalse();
        assertThat(second.check().detail()).contains("a folder of its own");
        assertThat(first.count(Tenant.DEFAULT)).isEqualTo(1);
      }
      assertThat(second.count(Tenant.DEFAULT)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"segments_", ".cfs", ".cfe", ".si"})
  void a_damaged_index_asks_for_its_deletion(String file) throws IOException {
    try (IKeywordIndex index = LocalSearch.keywords(folder)) {
      index.update(List.of(log("a").build()), List.of(), Map.of(0, 1L));
    }
    for (Path damaged : files(file)) {
      overwrite(damaged);
    }

    try (IKeywordIndex index = LocalSearch.keywords(folder)) {
      BackendException refused =
          refused(() -> index.search(Tenant.DEFAULT, "report", 1, SearchFilter.NONE));
      assertThat(refused).hasMessageContainingAll("damaged", "delete the folder", "entries");
      assertThat(refused.retryable()).isFalse();

      deleteFiles();
      assertThat(index.positions()).as("the same object goes on with a new index").isEmpty();
    }
  }

  @Test
  void a_truncated_file_is_damage() throws IOException {
    try (IVectorStore store = LocalSearch.lucene(folder, 2, "a-model")) {
      store.add(Tenant.DEFAULT, List.of(entry("a")));
    }
    for (Path damaged : files(".cfs")) {
      try (FileChannel channel = FileChannel.open(damaged, StandardOpenOption.WRITE)) {
        channel.truncate(channel.size() / 2);
      }
    }

    try (IVectorStore store = LocalSearch.lucene(folder, 2, "a-model")) {
      assertThat(refused(() -> store.count(Tenant.DEFAULT))).hasMessageContaining("damaged");
    }
  }

  @Test
  void an_index_of_other_dimensions_is_refused() {
    try (IVectorStore two = LocalSearch.lucene(folder, 2, "a-model")) {
      two.add(Tenant.DEFAULT, List.of(entry("a")));
    }
    try (IVectorStore three = LocalSearch.lucene(folder, 3, "a-model")) {
      assertThat(refused(() -> three.count(Tenant.DEFAULT)))
          .hasMessageContainingAll("2 dimensions", "not as", "3 dimensions", "delete the folder");
    }
    try (IKeywordIndex words = LocalSearch.keywords(folder)) {
      assertThat(refused(() -> words.positions())).hasMessageContaining("delete the folder");
    }
    try (IVectorStore two = LocalSearch.lucene(folder, 2, "a-model")) {
      assertThat(two.count(Tenant.DEFAULT)).isEqualTo(1);
    }
  }

  @Test
  void a_file_in_the_place_of_the_folder_is_named() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    try (IKeywordIndex index = LocalSearch.keywords(file)) {
      assertThat(refused(() -> index.flush())).hasMessageContaining("a file has that name");
    }
  }

  @Test
  void a_folder_without_the_right_to_write_is_named() {
    BackendException refused =
        IndexFailure.of(folder, new IOException(new AccessDeniedException("write.lock")));

    assertThat(refused).hasMessageContaining("can't be written");
    assertThat(refused.retryable()).isFalse();
  }

  @Test
  void what_may_quote_content_is_not_passed_on() {
    BackendException refused =
        IndexFailure.of(folder, new IllegalArgumentException("immense term: hunter2"));

    assertThat(refused).hasNoCause().message().doesNotContain("hunter2");
  }

  @Test
  void a_full_disk_keeps_what_was_acknowledged_and_goes_on_when_there_is_room() {
    try (var store = new LuceneVectorStore(folder, 2, "a-model", this::failing)) {
      store.add(Tenant.DEFAULT, List.of(entry("a")));
      failure.set(FailingDirectory.DISK_FULL);

      BackendException refused = refused(() -> store.add(Tenant.DEFAULT, List.of(entry("b"))));

      assertThat(refused).hasMessageContaining("disk is full");
      assertThat(refused.retryable()).isTrue();
      assertThat(store.count(Tenant.DEFAULT)).isEqualTo(1);
      assertThat(refused(() -> store.delete(Tenant.DEFAULT, List.of(id("a")))).retryable())
          .isTrue();
      assertThat(store.count(Tenant.DEFAULT)).isEqualTo(1);

      failure.set(null);
      store.add(Tenant.DEFAULT, List.of(entry("b")));
      assertThat(store.count(Tenant.DEFAULT)).isEqualTo(2);
    }
  }

  @Test
  void a_failed_update_goes_back_to_the_last_durable_positions() {
    try (var index = new LuceneKeywordIndex(folder, this::failing, clock::get)) {
      index.update(List.of(log("a").build()), List.of(), Map.of(0, 1L));
      index.flush();
      index.update(List.of(log("b").build()), List.of(), Map.of(0, 2L));
      failure.set(FailingDirectory.DISK_FULL);

      BackendException refused =
          refused(() -> index.update(List.of(log("c").build()), List.of(), Map.of(0, 3L)));

      assertThat(refused.retryable()).isTrue();
      assertThat(index.positions()).containsExactlyEntriesOf(Map.of(0, 1L));
      assertThat(index.count(Tenant.DEFAULT)).isEqualTo(1);

      failure.set(null);
      index.update(List.of(log("b").build(), log("c").build()), List.of(id("a")), Map.of(0, 4L));
      index.flush();
      assertThat(index.positions()).containsExactlyEntriesOf(Map.of(0, 4L));
      assertThat(index.count(Tenant.DEFAULT)).isEqualTo(2);
    }
  }

  @Test
  void another_error_of_the_disk_may_be_tried_again() {
    try (var index = new LuceneKeywordIndex(folder, this::failing, clock::get)) {
      index.flush();
      failure.set("Input/output error");

      BackendException refused =
          refused(() -> index.update(List.of(log("a").build()), List.of(), Map.of()));

      assertThat(refused).hasMessageContaining("could not be read or written");
      assertThat(refused.retryable()).isTrue();
      failure.set(null);
    }
  }

  @Test
  void updates_become_durable_by_themselves_about_once_a_second() {
    try (var index = new LuceneKeywordIndex(folder, FSDirectory::open, clock::get)) {
      index.update(List.of(log("a").build()), List.of(), Map.of(0, 1L));
      assertThat(index.positions()).isEmpty();

      clock.addAndGet(999_999_999);
      index.update(List.of(log("b").build()), List.of(), Map.of(0, 2L));
      assertThat(index.positions()).isEmpty();

      clock.addAndGet(1);
      index.update(List.of(log("c").build()), List.of(), Map.of(0, 3L));
      assertThat(index.positions()).containsExactlyEntriesOf(Map.of(0, 3L));

      index.update(List.of(log("d").build()), List.of(), Map.of(0, 4L));
      assertThat(index.positions()).containsExactlyEntriesOf(Map.of(0, 3L));
      assertThat(index.count(Tenant.DEFAULT)).isEqualTo(4);
    }
  }

  @Test
  void adding_what_is_there_writes_nothing() throws IOException {
    try (IVectorStore store = LocalSearch.lucene(folder, 2, "a-model")) {
      store.add(Tenant.DEFAULT, List.of(entry("a"), entry("b")));
      List<Path> before = files("");

      store.add(Tenant.DEFAULT, List.of(entry("b"), entry("a")));

      assertThat(files("")).isEqualTo(before);
    }
  }

  @Test
  void a_closed_index_says_so() {
    IVectorStore store = LocalSearch.lucene(folder, 2, "a-model");
    store.add(Tenant.DEFAULT, List.of(entry("a")));
    store.close();

    assertThat(refused(() -> store.count(Tenant.DEFAULT))).hasMessageContaining("is closed");
    assertThat(store.check().up()).isFalse();
  }

  @Test
  void nothing_is_made_before_the_first_call() {
    Path index = folder.resolve("not/yet");
    try (IVectorStore store = LocalSearch.lucene(index, 2, "a-model");
        IKeywordIndex words = LocalSearch.keywords(index)) {
      assertThat(index).doesNotExist();
      assertThat(store.check().up()).isTrue();
      assertThat(index).exists();
      assertThat(words.check().up()).isFalse();
    }
  }

  @Test
  void refuses_what_it_can_not_do() {
    assertThatThrownBy(() -> LocalSearch.lucene(folder, 0, "a-model"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LocalSearch.lucene(folder, 1025, "a-model"))
        .isInstanceOf(IllegalArgumentException.class);
    try (IVectorStore store = LocalSearch.lucene(folder.resolve("v"), 2, "a-model");
        IKeywordIndex words = LocalSearch.keywords(folder.resolve("w"))) {
      float[] query = {1, 0};
      assertThatThrownBy(() -> store.search(Tenant.DEFAULT, query, 0, SearchFilter.NONE))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> words.search(Tenant.DEFAULT, "a", 0, SearchFilter.NONE))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> words.timeline(Tenant.DEFAULT, -1, SearchFilter.NONE))
          .isInstanceOf(IllegalArgumentException.class);
      for (float[] vector :
          List.of(new float[] {0, 0}, new float[] {Float.NaN, 1}, new float[] {1, 1 / 0f})) {
        assertThatThrownBy(
                () ->
                    store.add(Tenant.DEFAULT, List.of(new EmbeddedEntry(log("a").build(), vector))))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  private FailingDirectory failing(Path path) throws IOException {
    return new FailingDirectory(FSDirectory.open(path), FailingDirectory.whileSet(failure));
  }

  private static EmbeddedEntry entry(String name) {
    return new EmbeddedEntry(log(name).build(), new float[] {1, 0});
  }

  private static BackendException refused(ThrowingCallable call) {
    BackendException refused = catchThrowableOfType(BackendException.class, call);
    assertThat(refused).isNotNull();
    return refused;
  }

  private List<Path> files(String part) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().contains(part)).sorted().toList();
    }
  }

  private void deleteFiles() throws IOException {
    for (Path file : files("")) {
      Files.delete(file);
    }
  }

  private static void overwrite(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap("garbage!".repeat(4).getBytes(UTF_8)), 0);
    }
  }
}
