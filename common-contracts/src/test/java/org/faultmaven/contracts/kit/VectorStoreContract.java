package org.faultmaven.contracts.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.faultmaven.contracts.kit.SampleEntries.TIME;
import static org.faultmaven.contracts.kit.SampleEntries.chunk;
import static org.faultmaven.contracts.kit.SampleEntries.id;
import static org.faultmaven.contracts.kit.SampleEntries.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.contracts.record.EmbeddedEntry;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.EntrySelector;
import org.faultmaven.contracts.record.Scored;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.contracts.record.Tenant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link IVectorStore} keeps. */
public abstract class VectorStoreContract {
  protected static final int DIMENSIONS = 8;

  private static final Tenant OTHER = new Tenant("other");
  private static final double TOLERANCE = 1e-5;

  protected IVectorStore store;

  /**
   * A store of {@link #DIMENSIONS} over the test's own backend, empty at a test's first call. A
   * later call in the same test, after the earlier store was closed, sees what that one left.
   */
  protected abstract IVectorStore open();

  @BeforeEach
  void openStore() {
    store = open();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void is_empty_at_first() {
    assertThat(store.count(Tenant.DEFAULT)).isZero();
    assertThat(search(axis(0), 10, SearchFilter.NONE)).isEmpty();
    assertThat(store.ids(Tenant.DEFAULT, new EntrySelector.OfDocument(id("none")))).isEmpty();
    assertThat(store.check().up()).isTrue();
  }

  @Test
  void finds_what_was_added_when_add_returns() {
    add(log("a").build(), axis(0));

    assertThat(foundIds(axis(0))).containsExactly(id("a"));
    assertThat(store.count(Tenant.DEFAULT)).isEqualTo(1);
  }

  @Test
  void gives_entries_back_as_they_were() {
    Entry full =
        chunk("full", id("document"))
            .text("Stra\u00dfe \ud83d\ude80 \"quoted\" \\ back\tslash\r\n\0 next line")
            .source("a b/\u4e2d\u6587")
            .times(TIME, TIME.plusNanos(1))
            .count(Long.MAX_VALUE)
            .at("topic", 7, 3, 9)
            .build();
    Entry log = log("log").build();
    add(full, axis(0));
    add(log, axis(1));

    assertThat(search(axis(0), 1, SearchFilter.NONE).getFirst().entry()).isEqualTo(full);
    assertThat(search(axis(1), 1, SearchFilter.NONE).getFirst().entry()).isEqualTo(log);
  }

  @Test
  void scores_by_cosine_best_first() {
    float[] query = axis(0);
    add(log("same").build(), query);
    add(log("half").build(), between(0, 1, Math.toRadians(60)));
    add(log("square").build(), axis(1));
    add(log("opposite").build(), between(0, 1, Math.PI));

    List<Scored> hits = search(query, 10, SearchFilter.NONE);

    assertThat(hits)
        .extracting(hit -> hit.entry().id())
        .containsExactly(id("same"), id("half"), id("square"), id("opposite"));
    double[] cosines = {1, 0.5, 0, -1};
    for (int i = 0; i < cosines.length; i++) {
      assertThat(hits.get(i).score()).isCloseTo(cosines[i], within(TOLERANCE)).isBetween(-1.0, 1.0);
    }
  }

  @Test
  void does_not_mind_the_length_of_the_query() {
    add(log("half").build(), between(0, 1, Math.toRadians(60)));
    float[] query = axis(0);
    query[0] = 250;

    assertThat(search(query, 1, SearchFilter.NONE).getFirst().score())
        .isCloseTo(0.5, within(TOLERANCE));
  }

  @Test
  void finds_the_nearest_of_many_with_exact_scores() {
    var random = new Random(7);
    List<EmbeddedEntry> entries = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      entries.add(new EmbeddedEntry(log("n" + i).build(), unit(random)));
    }
    store.add(Tenant.DEFAULT, entries);

    for (int i = 0; i < 20; i++) {
      float[] query = unit(random);
      List<EmbeddedEntry> nearest =
          entries.stream()
              .sorted(Comparator.comparingDouble(entry -> -dot(query, entry.vector())))
              .limit(10)
              .toList();
      List<Scored> hits = search(query, 10, SearchFilter.NONE);
      assertThat(hits)
          .extracting(hit -> hit.entry().id())
          .containsExactlyElementsOf(nearest.stream().map(entry -> entry.entry().id()).toList());
      for (int j = 0; j < hits.size(); j++) {
        assertThat(hits.get(j).score())
            .isCloseTo(dot(query, nearest.get(j).vector()), within(TOLERANCE));
      }
    }
  }

  @Test
  void gives_at_most_as_many_as_asked() {
    for (int i = 0; i < 5; i++) {
      add(log("l" + i).build(), axis(i));
    }

    assertThat(search(axis(0), 1, SearchFilter.NONE)).hasSize(1);
    assertThat(search(axis(0), 3, SearchFilter.NONE)).hasSize(3);
    assertThat(search(axis(0), 10_000, SearchFilter.NONE)).hasSize(5);
  }

  @Test
  void adding_again_changes_nothing() {
    List<EmbeddedEntry> entries =
        List.of(
            new EmbeddedEntry(log("a").build(), axis(0)),
            new EmbeddedEntry(log("b").build(), axis(1)));
    store.add(Tenant.DEFAULT, entries);
    store.add(Tenant.DEFAULT, entries);
    store.add(Tenant.DEFAULT, entries.reversed());

    assertThat(store.count(Tenant.DEFAULT)).isEqualTo(2);
    assertThat(foundIds(axis(0))).containsExactly(id("a"), id("b"));
  }

  @Test
  void adding_an_id_again_replaces_entry_and_vector() {
    Entry first = log("a").source("old").document(id("d1")).build();
    Entry second = log("a").source("new").document(id("d2")).count(2).build();
    add(first, axis(0));
    add(second, axis(1));

    List<Scored> hits = search(axis(1), 10, SearchFilter.NONE);
    assertThat(hits).hasSize(1);
    assertThat(hits.getFirst().entry()).isEqualTo(second);
    assertThat(hits.getFirst().score()).isCloseTo(1, within(TOLERANCE));
    assertThat(search(axis(0), 10, new SearchFilter("old", null, null))).isEmpty();
    assertThat(store.ids(Tenant.DEFAULT, new EntrySelector.OfDocument(id("d1")))).isEmpty();
  }

  @Test
  void adding_an_unchanged_entry_with_another_vector_replaces_the_vector() {
    add(log("a").build(), axis(0));
    add(log("a").build(), axis(1));

    assertThat(search(axis(1), 10, SearchFilter.NONE).getFirst().score())
        .isCloseTo(1, within(TOLERANCE));
  }

  @Test
  void of_equal_ids_in_one_call_the_last_wins() {
    store.add(
        Tenant.DEFAULT,
        List.of(
            new EmbeddedEntry(log("a").count(1).build(), axis(0)),
            new EmbeddedEntry(log("b").build(), axis(1)),
            new EmbeddedEntry(log("a").count(2).build(), axis(2))));

    assertThat(store.count(Tenant.DEFAULT)).isEqualTo(2);
    Scored best = search(axis(2), 1, SearchFilter.NONE).getFirst();
    assertThat(best.entry().count()).isEqualTo(2);
    assertThat(best.score()).isCloseTo(1, within(TOLERANCE));
  }

  @Test
  void adding_nothing_is_fine() {
    store.add(Tenant.DEFAULT, List.of());

    assertThat(store.count(Tenant.DEFAULT)).isZero();
  }

  @Test
  void refuses_an_entry_of_another_tenant_and_adds_nothing() {
    List<EmbeddedEntry> entries =
        List.of(
            new EmbeddedEntry(log("a").build(), axis(0)),
            new EmbeddedEntry(log("b").tenant(OTHER).build(), axis(1)));

    assertThatThrownBy(() -> store.add(Tenant.DEFAULT, entries))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(store.count(Tenant.DEFAULT)).isZero();
    assertThat(store.count(OTHER)).isZero();
  }

  @Test
  void refuses_a_vector_of_other_dimensions_and_adds_nothing() {
    List<EmbeddedEntry> entries =
        List.of(
            new EmbeddedEntry(log("a").build(), axis(0)),
            new EmbeddedEntry(log("b").build(), new float[DIMENSIONS - 1]));

    assertThatThrownBy(() -> store.add(Tenant.DEFAULT, entries))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(store.count(Tenant.DEFAULT)).isZero();
  }

  @Test
  void keeps_tenants_apart() {
    Entry mine = chunk("mine", id("document")).build();
    Entry theirs = chunk("theirs", id("document")).tenant(OTHER).build();
    add(mine, axis(0));
    store.add(OTHER, List.of(new EmbeddedEntry(theirs, axis(0))));

    assertThat(foundIds(axis(0))).containsExactly(id("mine"));
    assertThat(store.search(OTHER, axis(0), 10, SearchFilter.NONE))
        .extracting(Scored::entry)
        .containsExactly(theirs);
    assertThat(store.count(Tenant.DEFAULT)).isEqualTo(1);
    assertThat(store.count(new Tenant("nobody"))).isZero();
    var selector = new EntrySelector.OfDocument(id("document"));
    assertThat(store.ids(Tenant.DEFAULT, selector)).containsExactly(id("mine"));

    store.delete(Tenant.DEFAULT, List.of(id("theirs")));
    store.deleteByDocument(Tenant.DEFAULT, id("document"));

    assertThat(store.count(Tenant.DEFAULT)).isZero();
    assertThat(store.count(OTHER)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"kafka0/logs/server.log", "kafka0", "kafka0/logs", "logs", "server.log"})
  void finds_by_source_whole_leading_or_one_segment(String source) {
    add(log("match").source("kafka0/logs/server.log").build(), axis(0));
    add(log("other").source("redis/stderr").build(), axis(0));

    assertThat(foundIds(axis(0), new SearchFilter(source, null, null)))
        .containsExactly(id("match"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka",
        "logs/server.log",
        "server",
        "KAFKA0",
        "kafka0/log",
        "*",
        "kafka0/logs/x"
      })
  void does_not_find_by_any_other_part_of_a_source(String source) {
    add(log("a").source("kafka0/logs/server.log").build(), axis(0));

    assertThat(foundIds(axis(0), new SearchFilter(source, null, null))).isEmpty();
  }

  @Test
  void finds_by_sources_with_a_leading_slash_and_strange_characters() {
    add(log("absolute").source("/var/log/syslog").build(), axis(0));
    add(log("strange").source("a \"b\" \\ $c/\u4e2d").build(), axis(0));

    assertThat(foundIds(axis(0), new SearchFilter("/var/log", null, null)))
        .containsExactly(id("absolute"));
    assertThat(foundIds(axis(0), new SearchFilter("syslog", null, null)))
        .containsExactly(id("absolute"));
    assertThat(foundIds(axis(0), new SearchFilter("a \"b\" \\ $c", null, null)))
        .containsExactly(id("strange"));
  }

  /** An entry that lasts from second 10 to second 20. */
  @ParameterizedTest
  @CsvSource({
    "0, 5, false",
    "0, 9, false",
    "0, 10, true",
    "12, 15, true",
    "0, 30, true",
    "20, 30, true",
    "21, 30, false",
    "10, , true",
    "20, , true",
    "21, , false",
    ", 9, false",
    ", 10, true",
    ", , true",
  })
  void finds_by_overlap_in_time(@Nullable Long from, @Nullable Long to, boolean found) {
    add(log("a").times(TIME.plusSeconds(10), TIME.plusSeconds(20)).build(), axis(0));

    var filter = new SearchFilter(null, at(from), at(to));

    assertThat(foundIds(axis(0), filter)).hasSize(found ? 1 : 0);
  }

  private static @Nullable Instant at(@Nullable Long seconds) {
    return seconds == null ? null : TIME.plusSeconds(seconds);
  }

  @Test
  void finds_in_some_documents_only() {
    add(chunk("c0", id("doc1")).build(), axis(0));
    add(chunk("c1", id("doc2")).build(), axis(0));
    add(chunk("c2", id("doc3")).build(), axis(0));
    add(log("l").build(), axis(0));

    assertThat(foundIds(axis(0), SearchFilter.documents(null, Set.of(id("doc1")))))
        .containsExactly(id("c0"));
    assertThat(
            foundIds(
                axis(0), SearchFilter.documents(null, Set.of(id("doc1"), id("doc3"), id("none")))))
        .containsExactlyInAnyOrder(id("c0"), id("c2"));
    assertThat(foundIds(axis(0), SearchFilter.documents(null, Set.of(id("none"))))).isEmpty();
  }

  @Test
  void finds_logs_or_documents_alone() {
    SearchFilter logs = SearchFilter.logs(null, null, null);
    SearchFilter documents = SearchFilter.documents(null, Set.of());
    add(log("l").build(), axis(0));

    assertThat(foundIds(axis(0), logs)).containsExactly(id("l"));
    assertThat(foundIds(axis(0), documents)).isEmpty();

    add(chunk("c0", id("doc1")).build(), axis(0));
    add(chunk("c1", id("doc2")).source("wiki").build(), axis(0));

    assertThat(foundIds(axis(0), logs)).containsExactly(id("l"));
    assertThat(foundIds(axis(0), SearchFilter.logs(null, TIME, TIME))).containsExactly(id("l"));
    assertThat(foundIds(axis(0), documents)).containsExactlyInAnyOrder(id("c0"), id("c1"));
    assertThat(foundIds(axis(0), SearchFilter.documents("wiki", Set.of())))
        .containsExactly(id("c1"));
  }

  @Test
  void combines_filters() {
    add(log("match").source("a/b").times(TIME, TIME).build(), axis(0));
    add(log("late").source("a/b").times(TIME.plusSeconds(9), TIME.plusSeconds(9)).build(), axis(0));
    add(log("elsewhere").source("c").times(TIME, TIME).build(), axis(0));

    var filter = new SearchFilter("a", TIME.minusSeconds(1), TIME.plusSeconds(1));

    assertThat(foundIds(axis(0), filter)).containsExactly(id("match"));
  }

  @Test
  void a_filter_does_not_cost_hits_that_are_far_from_the_query() {
    var random = new Random(3);
    List<EmbeddedEntry> entries = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      String source = i % 40 == 0 ? "rare" : "common";
      float[] vector = i % 40 == 0 ? between(0, 1, Math.PI - i * 0.001) : near(random);
      entries.add(new EmbeddedEntry(log("f" + i).source(source).build(), vector));
    }
    store.add(Tenant.DEFAULT, entries);

    assertThat(foundIds(axis(0), new SearchFilter("rare", null, null))).hasSize(10);
  }

  @Test
  void deletes_by_id_and_minds_no_unknown_one() {
    add(log("a").build(), axis(0));
    add(log("b").build(), axis(0));

    store.delete(Tenant.DEFAULT, List.of(id("a"), id("unknown")));
    store.delete(Tenant.DEFAULT, List.of());
    store.delete(OTHER, List.of(id("b")));

    assertThat(foundIds(axis(0))).containsExactly(id("b"));
    assertThat(store.count(Tenant.DEFAULT)).isEqualTo(1);
  }

  @Test
  void what_was_deleted_can_be_added_again() {
    add(log("a").build(), axis(0));
    store.delete(Tenant.DEFAULT, List.of(id("a")));
    add(log("a").build(), axis(0));

    assertThat(foundIds(axis(0))).containsExactly(id("a"));
  }

  @Test
  void names_and_deletes_the_chunks_of_a_document() {
    add(chunk("c0", id("doc1")).build(), axis(0));
    add(chunk("c1", id("doc1")).build(), axis(1));
    add(chunk("c2", id("doc2")).build(), axis(2));
    add(log("log").build(), axis(3));

    assertThat(store.ids(Tenant.DEFAULT, new EntrySelector.OfDocument(id("doc1"))))
        .containsExactlyInAnyOrder(id("c0"), id("c1"));

    store.deleteByDocument(Tenant.DEFAULT, id("doc1"));
    store.deleteByDocument(Tenant.DEFAULT, id("unknown"));

    assertThat(foundIds(axis(0))).containsExactlyInAnyOrder(id("c2"), id("log"));
  }

  @Test
  void names_what_stood_before_an_offset() {
    add(log("gone").at("t", 1, 0, 4).build(), axis(0));
    add(log("open").at("t", 1, 3, 5).build(), axis(0));
    add(log("after").at("t", 1, 6, 6).build(), axis(0));
    add(log("partition").at("t", 2, 0, 4).build(), axis(0));
    add(log("topic").at("t2", 1, 0, 4).build(), axis(0));

    assertThat(store.ids(Tenant.DEFAULT, new EntrySelector.Before("t", 1, 5)))
        .containsExactly(id("gone"));
    assertThat(store.ids(Tenant.DEFAULT, new EntrySelector.Before("t", 1, 6)))
        .containsExactlyInAnyOrder(id("gone"), id("open"));
    assertThat(store.ids(Tenant.DEFAULT, new EntrySelector.Before("t", 1, 0))).isEmpty();
    assertThat(store.ids(OTHER, new EntrySelector.Before("t", 1, 99))).isEmpty();
  }

  @Test
  void names_every_id_of_many() {
    List<EmbeddedEntry> entries = new ArrayList<>();
    for (int i = 0; i < 1_500; i++) {
      entries.add(new EmbeddedEntry(chunk("m" + i, id("big")).build(), axis(i % DIMENSIONS)));
    }
    store.add(Tenant.DEFAULT, entries);

    assertThat(store.ids(Tenant.DEFAULT, new EntrySelector.OfDocument(id("big"))))
        .hasSize(1_500)
        .doesNotHaveDuplicates();
    store.deleteByDocument(Tenant.DEFAULT, id("big"));
    assertThat(store.count(Tenant.DEFAULT)).isZero();
  }

  @Test
  void keeps_what_it_acknowledged() {
    add(log("kept").build(), axis(0));
    add(log("deleted").build(), axis(0));
    store.delete(Tenant.DEFAULT, List.of(id("deleted")));
    store.close();
    store = open();

    assertThat(foundIds(axis(0))).containsExactly(id("kept"));
  }

  @Test
  void serves_many_readers_while_one_writes() throws Exception {
    var writing = new AtomicBoolean(true);
    add(log("base").build(), axis(0));
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Integer>> readers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Callable<Integer> reader =
            () -> {
              int reads = 0;
              while (writing.get() || reads == 0) {
                assertThat(search(axis(0), 5, SearchFilter.NONE))
                    .isNotEmpty()
                    .extracting(hit -> hit.entry().id())
                    .doesNotHaveDuplicates()
                    .contains(id("base"));
                reads++;
              }
              return reads;
            };
        readers.add(threads.submit(reader));
      }
      try {
        for (int i = 0; i < 20; i++) {
          add(log("w" + i).build(), axis(1 + i % 7));
          add(log("base").count(i + 2).build(), axis(0));
        }
      } finally {
        writing.set(false);
      }
      for (Future<Integer> reader : readers) {
        assertThat(reader.get()).isPositive();
      }
    }
    assertThat(store.count(Tenant.DEFAULT)).isEqualTo(21);
  }

  @Test
  void closes_twice_without_complaint() {
    add(log("a").build(), axis(0));
    store.close();

    assertThatCode(store::close).doesNotThrowAnyException();
  }

  private void add(Entry entry, float[] vector) {
    store.add(entry.tenant(), List.of(new EmbeddedEntry(entry, vector)));
  }

  private List<Scored> search(float[] query, int limit, SearchFilter filter) {
    return store.search(Tenant.DEFAULT, query, limit, filter);
  }

  private List<String> foundIds(float[] query) {
    return foundIds(query, SearchFilter.NONE);
  }

  private List<String> foundIds(float[] query, SearchFilter filter) {
    return search(query, 100, filter).stream().map(hit -> hit.entry().id()).toList();
  }

  protected static float[] axis(int axis) {
    float[] vector = new float[DIMENSIONS];
    vector[axis] = 1;
    return vector;
  }

  /** Turned from one axis towards another. */
  private static float[] between(int from, int to, double angle) {
    float[] vector = new float[DIMENSIONS];
    vector[from] = (float) Math.cos(angle);
    vector[to] = (float) Math.sin(angle);
    return vector;
  }

  private static float[] near(Random random) {
    return between(0, 1 + random.nextInt(DIMENSIONS - 1), random.nextDouble() * 0.3);
  }

  private static float[] unit(Random random) {
    float[] vector = new float[DIMENSIONS];
    double squares = 0;
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
      squares += vector[i] * vector[i];
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= (float) Math.sqrt(squares);
    }
    return vector;
  }

  private static double dot(float[] a, float[] b) {
    double dot = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
    }
    return dot;
  }
}
