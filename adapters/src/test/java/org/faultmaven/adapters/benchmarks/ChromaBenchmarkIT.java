package org.faultmaven.adapters.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.faultmaven.adapters.chroma.ChromaConfiguration;
import org.faultmaven.adapters.server.ChromaServer;
import org.faultmaven.contracts.config.ChromaConfig;
import org.faultmaven.contracts.config.Secret;
import org.faultmaven.contracts.kit.SampleEntries;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.contracts.record.EmbeddedEntry;
import org.faultmaven.contracts.record.EntrySelector;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.contracts.record.Tenant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * 20,000 log entries of four days: added, replayed, counted up, searched, forgotten. The rival is
 * {@link NaiveChroma}: one by one where it writes, by conditions on one collection where it reads.
 */
@Tag("bench")
class ChromaBenchmarkIT {
  private static final int ENTRIES = 20_000;
  private static final int BATCH = 2_000;
  private static final int DAYS = 4;
  private static final int SHAPES = 2_000;
  private static final int DIMENSIONS = 384;
  private static final int SAMPLE = 200;
  private static final int QUERIES = 100;
  private static final int HITS = 10;
  private static final Instant BEGIN = Instant.parse("2016-12-19T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  private final Random random = new Random(20_161_219);
  private final List<EmbeddedEntry> entries = entries(1);

  @Test
  void chroma() throws Exception {
    try (var server = ChromaServer.start();
        var single = new NaiveChroma(server.url(), "naive-single");
        var rival = new NaiveChroma(server.url(), "naive-whole");
        IVectorStore store =
            ChromaConfiguration.vectorStore(
                new ChromaConfig(
                    server.url(), Secret.NONE, "bench", "default_tenant", "default_database", DAY),
                DIMENSIONS,
                "random",
                new SimpleMeterRegistry())) {
      writes(store, single);
      for (int i = 0; i < ENTRIES; i += 500) {
        rival.write("upsert", entries.subList(i, i + 500));
      }
      searches(store, rival);
      retention(store, rival);
    }
  }

  private void writes(IVectorStore store, NaiveChroma single) throws Exception {
    double naive =
        rate(
            SAMPLE,
            () -> {
              for (EmbeddedEntry entry : entries.subList(0, SAMPLE)) {
                single.write("add", List.of(entry));
              }
              return null;
            });
    double added = rate(ENTRIES, () -> addAll(store, entries));
    print(
        "%,d entries added: %,.0f/s; %.1f times one by one (%,.0f/s, %d of them)",
        ENTRIES, added, added / naive, naive, SAMPLE);
    double replayed = rate(ENTRIES, () -> addAll(store, entries));
    long count = store.count(Tenant.DEFAULT);
    print(
        "replayed: %,.0f/s, %.1f times the first time, %.1f times one by one; %d doubled",
        replayed, replayed / added, replayed / naive, count - ENTRIES);
    assertThat(count).isEqualTo(ENTRIES);
    double naiveUpserts =
        rate(
            SAMPLE,
            () -> {
              for (EmbeddedEntry entry : entries.subList(0, SAMPLE)) {
                single.write("upsert", List.of(entry));
              }
              return null;
            });
    List<EmbeddedEntry> grown = entries(2).subList(0, BATCH);
    double counted = rate(BATCH, () -> addAll(store, grown));
    print(
        "%,d counts grown, vectors unchanged: %,.0f/s; %.1f times upserts one by one (%,.0f/s, %d"
            + " of them)",
        BATCH, counted, counted / naiveUpserts, naiveUpserts, SAMPLE);
  }

  private static Object addAll(IVectorStore store, List<EmbeddedEntry> entries) {
    for (int i = 0; i < entries.size(); i += BATCH) {
      store.add(Tenant.DEFAULT, entries.subList(i, Math.min(i + BATCH, entries.size())));
    }
    return entries;
  }

  private void searches(IVectorStore store, NaiveChroma rival) throws Exception {
    Instant second = BEGIN.plus(DAY);
    compare("no filter", store, SearchFilter.NONE, rival, Map.of());
    Instant midnight = second.plus(DAY).minusMillis(1);
    compare(
        "one day",
        store,
        new SearchFilter(null, second, midnight),
        rival,
        between(second, midnight));
    Instant nine = second.plus(Duration.ofHours(9));
    compare(
        "one hour",
        store,
        new SearchFilter(null, nine, nine.plus(Duration.ofHours(1))),
        rival,
        between(nine, nine.plus(Duration.ofHours(1))));
    compare(
        "one source of four",
        store,
        new SearchFilter("kafka1/logs/server.log", null, null),
        rival,
        Map.of("source", "kafka1/logs/server.log"));
  }

  private static Map<String, Object> between(Instant from, Instant to) {
    return Map.of(
        "$and",
        List.of(
            Map.of("last_at", Map.of("$gte", from.toEpochMilli())),
            Map.of("first_at", Map.of("$lte", to.toEpochMilli()))));
  }

  private void compare(
      String what,
      IVectorStore store,
      SearchFilter filter,
      NaiveChroma rival,
      Map<String, Object> where)
      throws Exception {
    List<float[]> queries = new ArrayList<>();
    for (int i = 0; i < QUERIES; i++) {
      queries.add(unit());
    }
    double[] ours =
        millis(queries, query -> store.search(Tenant.DEFAULT, query, HITS, filter).size());
    double[] theirs = millis(queries, query -> rival.query(query, HITS, where));
    print(
        "search, %s: p50 %.1f ms, p99 %.1f ms; %.1f times one collection with conditions (p50 %.1f"
            + " ms)",
        what, ours[0], ours[1], theirs[0] / ours[0], theirs[0]);
  }

  private interface Search {
    int hits(float[] query) throws Exception;
  }

  /** p50 and p99. */
  private static double[] millis(List<float[]> queries, Search search) throws Exception {
    for (float[] query : queries.subList(0, 20)) {
      assertThat(search.hits(query)).isEqualTo(HITS);
    }
    double[] millis = new double[queries.size()];
    for (int i = 0; i < millis.length; i++) {
      long start = System.nanoTime();
      search.hits(queries.get(i));
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    return new double[] {millis[millis.length / 2], millis[millis.length * 99 / 100]};
  }

  private void retention(IVectorStore store, NaiveChroma rival) throws Exception {
    int day = ENTRIES / DAYS;
    var forgotten = new EntrySelector.Before("faultmaven.logs.clean", 0, day);
    double dropped =
        rate(
            day,
            () -> {
              store.delete(Tenant.DEFAULT, store.ids(Tenant.DEFAULT, forgotten));
              return null;
            });
    assertThat(store.count(Tenant.DEFAULT)).isEqualTo(ENTRIES - day);
    double deleted =
        rate(
            day,
            () -> {
              rival.delete(Map.of("first_at", Map.of("$lt", BEGIN.plus(DAY).toEpochMilli())));
              return null;
            });
    print(
        "a day of %,d entries forgotten in %.2f s; %.1f times a condition on one collection (%.2f"
            + " s)",
        day, day / dropped, dropped / deleted, day / deleted);
  }

  private static double rate(int things, Callable<?> work) throws Exception {
    long start = System.nanoTime();
    work.call();
    return things * 1e9 / (System.nanoTime() - start);
  }

  private List<EmbeddedEntry> entries(long count) {
    List<float[]> shapes = new ArrayList<>();
    for (int i = 0; i < SHAPES; i++) {
      shapes.add(shape(i));
    }
    List<EmbeddedEntry> made = new ArrayList<>();
    for (int i = 0; i < ENTRIES; i++) {
      Instant at = BEGIN.plusMillis(DAYS * DAY.toMillis() / ENTRIES * i);
      made.add(
          new EmbeddedEntry(
              SampleEntries.log("e" + i)
                  .text(
                      at
                          + " INFO [Partition t-%d broker=%d] Shrinking ISR for %d lagging replicas"
                              .formatted(i % SHAPES, i % 3, i % 97))
                  .source("kafka" + i % 4 + "/logs/server.log")
                  .times(at, at.plusSeconds(20))
                  .count(count)
                  .at("faultmaven.logs.clean", 0, i, i)
                  .build(),
              shapes.get(i % SHAPES)));
    }
    return made;
  }

  private static float[] shape(int number) {
    return unit(new Random(number));
  }

  private float[] unit() {
    return unit(random);
  }

  private static float[] unit(Random random) {
    float[] vector = new float[DIMENSIONS];
    double squares = 0;
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = (float) random.nextGaussian();
      squares += vector[i] * vector[i];
    }
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] /= (float) Math.sqrt(squares);
    }
    return vector;
  }

  private static void print(String format, Object... values) {
    System.out.println("[bench] chroma: " + String.format(Locale.ROOT, format, values));
  }
}
