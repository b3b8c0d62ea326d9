package org.faultmaven.adapters.chroma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.faultmaven.contracts.kit.SampleEntries.chunk;
import static org.faultmaven.contracts.kit.SampleEntries.id;
import static org.faultmaven.contracts.kit.SampleEntries.log;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.faultmaven.adapters.server.ChromaServer;
import org.faultmaven.contracts.config.ChromaConfig;
import org.faultmaven.contracts.config.Secret;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.contracts.record.EmbeddedEntry;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.EntrySelector;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.Scored;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.contracts.record.Tenant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which collections there are, and what is written to them, seen at Chroma itself. */
class ChromaVectorStoreIT {
  private static final Tenant ACME = new Tenant("acme");
  private static final Instant NOON = Instant.parse("2016-12-19T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final String DECEMBER_18 = ".default.logs.1482019200-1482105600";
  private static final String DECEMBER_19 = ".default.logs.1482105600-1482192000";
  private static ChromaServer server;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final KnowledgeBase base = new KnowledgeBase(server.url());
  private IVectorStore store;

  @BeforeAll
  static void start() {
    server = ChromaServer.start();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void open() {
    store = base.store(KnowledgeBase.DIMENSIONS, "axes", registry);
  }

  @AfterEach
  void close() {
    store.close();
    base.close();
  }

  @Test
  void documents_have_the_configured_collection_and_logs_one_a_day() throws Exception {
    add(chunk("c", id("d")).build());
    add(log("today").times(NOON, NOON).build());
    add(log("yesterday").times(NOON.minus(DAY), NOON.minus(DAY)).build());
    add(log("long").times(NOON, NOON.plus(DAY)).build());
    store.add(ACME, List.of(embedded(chunk("c", id("d")).tenant(ACME).build())));

    assertThat(withoutShapes())
        .containsExactly("", ".acme", DECEMBER_18, DECEMBER_19, ".default.logs.any");
    // Each period's vectors beside it.
    assertThat(base.collections()).hasSize(5 + 3);
    assertThat(base.collections().values())
        .allSatisfy(
            collection -> {
              assertThat(collection.at("/configuration_json/hnsw/space").asString())
                  .isEqualTo("cosine");
              assertThat(collection.at("/metadata/description").asString())
                  .isEqualTo("The FaultMaven knowledge base");
              assertThat(collection.at("/metadata/embedding_model").asString()).isEqualTo("axes");
            });
    assertThat(store.count(Tenant.DEFAULT)).isEqualTo(4);
    assertThat(found(SearchFilter.NONE)).hasSize(4);
    assertThat(found(new SearchFilter(null, NOON, NOON.plusSeconds(1))))
        .containsExactlyInAnyOrder(id("today"), id("long"));
  }

  @Test
  void the_original_collection_is_refused_when_it_measures_otherwise() throws Exception {
    base.create("", "l2", Map.of());

    String says = "measures by l2, not by cosine. Configure another name (CHROMADB_COLLECTION)";
    assertRefused(store, says);
    Health health = store.check();
    assertThat(health.up()).isFalse();
    assertThat(health.detail()).contains(says);
  }

  @Test
  void a_collection_of_somebody_else_is_refused() throws Exception {
    base.create("", "cosine", Map.of());

    assertRefused(store, "was not made by FaultMaven for the tenant default");
  }

  @Test
  void vectors_of_another_model_are_refused() {
    add(log("a").build());

    try (IVectorStore wider = base.store(9, "axes", registry);
        IVectorStore other = base.store(KnowledgeBase.DIMENSIONS, "poles", registry)) {
      BackendException failure =
          catchThrowableOfType(
              BackendException.class,
              () ->
                  wider.search(
                      Tenant.DEFAULT,
                      new float[] {1, 0, 0, 0, 0, 0, 0, 0, 0},
                      1,
                      SearchFilter.NONE));
      assertThat(failure).hasMessageContaining("holds vectors of 8 dimensions, not 9");
      assertRefused(other, "was made for another embedding model than poles");
    }
  }

  @Test
  void what_is_there_already_is_not_written_again() {
    List<EmbeddedEntry> entries = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      entries.add(embedded(log("e" + i).build()));
    }
    store.add(Tenant.DEFAULT, entries);
    long first = writes();
    store.add(Tenant.DEFAULT, entries);

    assertThat(first).isPositive();
    assertThat(writes()).isEqualTo(first);
    assertThat(store.count(Tenant.DEFAULT)).isEqualTo(300);
  }

  @Test
  void a_count_that_grew_changes_the_entry_and_leaves_its_vector() {
    add(log("a").source("old/name").build());
    Entry grown = log("a").source("new").count(7).times(NOON, NOON.plusSeconds(9)).build();
    add(grown);

    List<Scored> hits = search(SearchFilter.NONE);
    assertThat(hits).extracting(Scored::entry).containsExactly(grown);
    assertThat(hits.getFirst().score()).isGreaterThan(0.99999);
    assertThat(found(new SearchFilter("name", null, null))).isEmpty();
    assertThat(found(new SearchFilter("new", null, null))).hasSize(1);
  }

  /** In one graph, thousands of equal vectors would hide those that stand there once. */
  @Test
  void every_shape_is_found_by_its_own_vector_however_often_others_repeat() {
    var random = new Random(11);
    List<float[]> shapes = new ArrayList<>();
    List<EmbeddedEntry> entries = new ArrayList<>();
    for (int shape = 0; shape < 200; shape++) {
      shapes.add(unit(random, KnowledgeBase.DIMENSIONS));
      for (int i = 0; i <= 800 / (shape + 1); i++) {
        Entry entry = log("s" + shape + "-" + i).count(i + 1).build();
        entries.add(new EmbeddedEntry(entry, shapes.getLast()));
      }
    }
    Collections.shuffle(entries, random);
    store.add(Tenant.DEFAULT, entries);

    assertThat(store.count(Tenant.DEFAULT)).isEqualTo(entries.size());
    for (int shape = 0; shape < shapes.size(); shape++) {
      Scored first =
          store.search(Tenant.DEFAULT, shapes.get(shape), 3, SearchFilter.NONE).getFirst();
      assertThat(first.score()).as("shape %d", shape).isGreaterThan(0.99999);
    }
    assertThat(found(SearchFilter.NONE)).hasSize(1_000).doesNotHaveDuplicates();
  }

  /** In the nearest shapes' thousands of entries of another time, one after the other. */
  @Test
  void what_is_limited_to_an_hour_is_not_looked_for_shape_by_shape() {
    var random = new Random(12);
    float[] query = unit(random, KnowledgeBase.DIMENSIONS);
    List<float[]> shapes = new ArrayList<>();
    for (int shape = 0; shape < 100; shape++) {
      shapes.add(unit(random, KnowledgeBase.DIMENSIONS));
    }
    shapes.sort(Comparator.comparingDouble(shape -> -dot(shape, query)));
    List<EmbeddedEntry> entries = new ArrayList<>();
    for (int shape = 0; shape < 100; shape++) {
      boolean far = shape >= 50;
      for (int i = 0; i < 60; i++) {
        Instant at = far && i < 30 ? NOON : NOON.minusSeconds(7_200);
        entries.add(at("s" + shape + "-" + i, at, shapes.get(shape)));
      }
    }
    for (int i = 0; i < 20; i++) {
      entries.add(at("few" + i, NOON.plusSeconds(7_200), shapes.get(99 - 5 * i)));
    }
    store.add(Tenant.DEFAULT, entries);

    for (int hours : List.of(0, 2)) {
      Instant from = NOON.plusSeconds(3_600L * hours);
      var filter = new SearchFilter(null, from, from.plusSeconds(60));
      long before = calls("search");
      List<Scored> found = store.search(Tenant.DEFAULT, query, 100, filter);
      long calls = calls("search") - before;

      List<Double> expected =
          entries.stream()
              .filter(each -> each.entry().firstAt().equals(from))
              .map(each -> dot(each.vector(), query))
              .sorted(Comparator.reverseOrder())
              .limit(100)
              .toList();
      assertThat(found).hasSize(expected.size());
      for (int i = 0; i < expected.size(); i++) {
        assertThat(found.get(i).score()).isCloseTo(expected.get(i), within(1e-4));
      }
      assertThat(calls).as("calls of Chroma").isLessThan(15);
    }
  }

  private static EmbeddedEntry at(String name, Instant time, float[] vector) {
    return new EmbeddedEntry(log(name).times(time, time).build(), vector);
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static float[] unit(Random random, int dimensions) {
    float[] vector = new float[dimensions];
    double squares = 0;
    for (int i = 0; i < dimensions; i++) {
      vector[i] = (float) random.nextGaussian();
      squares += vector[i] * vector[i];
    }
    for (int i = 0; i < dimensions; i++) {
      vector[i] /= (float) Math.sqrt(squares);
    }
    return vector;
  }

  @Test
  void an_entry_that_began_earlier_moves_with_its_day() throws Exception {
    Instant midnight = Instant.parse("2016-12-19T00:00:00Z");
    add(log("other").times(NOON, NOON).build());
    add(log("a").times(midnight, midnight).build());
    add(log("a").times(midnight.minusNanos(2), midnight.minusNanos(1)).build());

    assertThat(store.count(Tenant.DEFAULT)).isEqualTo(2);
    assertThat(base.count(DECEMBER_18)).isEqualTo(1);
    assertThat(base.count(DECEMBER_19)).isEqualTo(1);
  }

  @Test
  void forgetting_all_of_a_day_drops_its_collection() throws Exception {
    for (int i = 0; i < 5; i++) {
      add(log("old" + i).times(NOON.minus(DAY), NOON.minus(DAY)).at("t", 0, i, i).build());
      add(log("new" + i).times(NOON, NOON).at("t", 0, 10 + i, 10 + i).build());
    }
    add(chunk("c", id("d")).build());

    forgetBefore(3);
    assertThat(base.count(DECEMBER_18)).isEqualTo(2);
    forgetBefore(12);
    assertThat(withoutShapes()).containsExactly("", DECEMBER_19);
    assertThat(base.collections()).hasSize(3);
    assertThat(store.count(Tenant.DEFAULT)).isEqualTo(4);
    forgetBefore(99);
    store.deleteByDocument(Tenant.DEFAULT, id("d"));
    // Documents keep theirs.
    assertThat(base.collections()).containsOnlyKeys("");
    assertThat(store.count(Tenant.DEFAULT)).isZero();
  }

  @Test
  void whoever_adds_while_another_process_drops_loses_nothing() throws Exception {
    try (IVectorStore other = base.store();
        var threads = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < 40; round++) {
        Entry gone = log("gone" + round).times(NOON, NOON).build();
        Entry kept = log("kept" + round).times(NOON, NOON).build();
        add(gone);
        var start = new CyclicBarrier(2);
        Future<?> dropping =
            threads.submit(
                () -> {
                  start.await();
                  other.delete(Tenant.DEFAULT, List.of(gone.id()));
                  return null;
                });
        Future<?> adding =
            threads.submit(
                () -> {
                  start.await();
                  add(kept);
                  return null;
                });
        dropping.get();
        adding.get();

        assertThat(found(SearchFilter.NONE)).as("round %d", round).containsExactly(kept.id());
        store.delete(Tenant.DEFAULT, List.of(kept.id()));
      }
    }
  }

  @Test
  void another_process_finds_at_once_what_was_added() {
    try (IVectorStore reader = base.store()) {
      assertThat(reader.count(Tenant.DEFAULT)).isZero();
      add(log("a").build());
      assertThat(reader.search(Tenant.DEFAULT, axis(), 1, SearchFilter.NONE)).hasSize(1);
      store.delete(Tenant.DEFAULT, List.of(id("a")));
      assertThat(reader.search(Tenant.DEFAULT, axis(), 1, SearchFilter.NONE)).isEmpty();
    }
  }

  @Test
  void a_record_that_somebody_else_added_is_left_out_and_counted() throws Exception {
    add(chunk("c", id("d")).build());
    base.addForeign("", axis());

    assertThat(found(SearchFilter.NONE)).containsExactly(id("c"));
    assertThat(registry.get("faultmaven.chroma.foreign").counter().count()).isEqualTo(1);
  }

  @Test
  void a_database_that_is_not_there_is_said() {
    var config =
        new ChromaConfig(
            server.url(), Secret.NONE, base.name, "default_tenant", "no_such_database", DAY);
    try (IVectorStore lost =
        ChromaConfiguration.vectorStore(config, KnowledgeBase.DIMENSIONS, "axes", registry)) {
      BackendException failure =
          catchThrowableOfType(
              BackendException.class,
              () -> lost.add(Tenant.DEFAULT, List.of(embedded(log("a").build()))));
      assertThat(failure).hasMessageContaining("create its database (chromadb.tenant");
      Health health = lost.check();
      assertThat(health.up()).isFalse();
      assertThat(health.detail()).startsWith("Chroma has no such database: create it");
    }
  }

  @Test
  void without_an_address_there_is_no_store() {
    var config = new ChromaConfig(null, Secret.NONE, "kb", "t", "d", DAY);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChromaConfiguration.vectorStore(config, 8, "axes", registry))
        .withMessage("Chroma needs an address: set CHROMADB_URL");
  }

  private static void assertRefused(IVectorStore store, String says) {
    BackendException failure =
        catchThrowableOfType(
            BackendException.class,
            () -> store.search(Tenant.DEFAULT, axis(), 1, SearchFilter.NONE));
    assertThat(failure).hasMessageContaining(says);
    assertThat(failure.retryable()).isFalse();
    assertThat(
            catchThrowableOfType(
                BackendException.class,
                () -> store.add(Tenant.DEFAULT, List.of(embedded(chunk("c", id("d")).build())))))
        .hasMessageContaining(says);
  }

  private List<String> withoutShapes() throws Exception {
    return base.collections().keySet().stream().filter(name -> !name.contains(".shapes.")).toList();
  }

  private void forgetBefore(long offset) {
    var selector = new EntrySelector.Before("t", 0, offset);
    store.delete(Tenant.DEFAULT, store.ids(Tenant.DEFAULT, selector));
  }

  private long writes() {
    return calls("add");
  }

  private long calls(String operation) {
    return registry
        .get("faultmaven.backend.calls")
        .tag("operation", operation)
        .tag("outcome", "success")
        .timer()
        .count();
  }

  private void add(Entry entry) {
    store.add(entry.tenant(), List.of(embedded(entry)));
  }

  private List<Scored> search(SearchFilter filter) {
    return store.search(Tenant.DEFAULT, axis(), 1_000, filter);
  }

  private List<String> found(SearchFilter filter) {
    return search(filter).stream().map(hit -> hit.entry().id()).toList();
  }

  private static EmbeddedEntry embedded(Entry entry) {
    return new EmbeddedEntry(entry, axis());
  }

  private static float[] axis() {
    return new float[] {1, 0, 0, 0, 0, 0, 0, 0};
  }
}
