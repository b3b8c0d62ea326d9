package org.faultmaven.search.benchmarks;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.apache.lucene.util.VectorUtil;
import org.faultmaven.contracts.kit.SampleEntries;
import org.faultmaven.contracts.port.IKeywordIndex;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.contracts.record.EmbeddedEntry;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.search.LocalSearch;

/**
 * How long a search takes, once with as many different vectors as entries and once with as many as
 * logs have shapes, with a scan of everything as the rival: of float arrays in memory by the same
 * vector instructions, and of lower-case texts in memory.
 */
public final class SearchBenchmark {
  private static final int DIMENSIONS = 384;
  private static final int HITS = 10;
  private static final int SHAPES = 2_000;
  private static final int BATCH = 500;
  private static final int WARM_UP = 300;
  private static final int QUERIES = 1_000;
  private static final int SCANS = 60;
  private static final SearchFilter FILTER =
      new SearchFilter(
          "host3", SampleEntries.TIME.plusSeconds(20_000), SampleEntries.TIME.plusSeconds(60_000));

  private final Random random = new Random(20_161_219);
  private final List<Entry> entries = new ArrayList<>();
  private final List<float[]> different = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final Consumer<String> out;

  private SearchBenchmark(Consumer<String> out) {
    this.out = out;
  }

  /**
   * Indexes, searches and prints.
   *
   * @param folder for the indexes; needs about 300 MB for 100,000 entries
   * @param out is handed one line at a time
   */
  public static void run(Path folder, int entries, Consumer<String> out) {
    new SearchBenchmark(out).run(folder, entries);
  }

  private void run(Path folder, int count) {
    var lines = new LogLines(random);
    for (int i = 0; i < count; i++) {
      Instant at = SampleEntries.TIME.plusMillis(i * 86_400_000L / count);
      String text = lines.next();
      entries.add(
          SampleEntries.log("e" + i)
              .text(text)
              .source("host" + random.nextInt(10) + "/logs/app" + random.nextInt(4) + ".log")
              .times(at, at.plusSeconds(30))
              .at("faultmaven.logs.clean", 0, i, i)
              .build());
      different.add(unit());
      texts.add(text.toLowerCase(Locale.ROOT));
    }
    out.accept(
        "search at %,d entries, %d hits, seeded random vectors of %d dimensions"
            .formatted(count, HITS, DIMENSIONS));
    List<float[]> repeated = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      repeated.add(different.get(random.nextInt(Math.min(SHAPES, count))));
    }
    vectors(folder.resolve("different"), "all different", different);
    vectors(folder.resolve("repeated"), "of %,d shapes".formatted(SHAPES), repeated);
    try (IKeywordIndex index = LocalSearch.keywords(folder.resolve("keywords"))) {
      fill(
          "keyword index",
          batch ->
              index.update(
                  entries.subList(batch, Math.min(batch + BATCH, entries.size())),
                  List.of(),
                  Map.of(0, (long) batch)));
      words(index);
    }
  }

  private void vectors(Path folder, String name, List<float[]> vectors) {
    try (IVectorStore store = LocalSearch.lucene(folder, DIMENSIONS, "a-model")) {
      fill(
          "vectors " + name,
          from -> {
            List<EmbeddedEntry> batch = new ArrayList<>();
            for (int i = from; i < Math.min(from + BATCH, entries.size()); i++) {
              batch.add(new EmbeddedEntry(entries.get(i), vectors.get(i)));
            }
            store.add(Tenant.DEFAULT, batch);
          });
      vectors(store, name, vectors);
    }
  }

  private void fill(String what, IntConsumer batch) {
    double first = addAll(batch);
    double again = addAll(batch);
    out.accept(
        "  %s: %,.0f entries/s added, %,.0f entries/s when replayed unchanged (%.1f x)"
            .formatted(what, first, again, again / first));
  }

  /** Entries a second. */
  private double addAll(IntConsumer batch) {
    long start = System.nanoTime();
    for (int i = 0; i < entries.size(); i += BATCH) {
      batch.accept(i);
    }
    return entries.size() * 1e9 / (System.nanoTime() - start);
  }

  private void vectors(IVectorStore store, String name, List<float[]> vectors) {
    List<float[]> queries = new ArrayList<>();
    for (int i = 0; i < QUERIES; i++) {
      queries.add(unit());
    }
    for (SearchFilter filter : List.of(SearchFilter.NONE, FILTER)) {
      Latency found =
          measure(
              QUERIES,
              WARM_UP,
              i -> store.search(Tenant.DEFAULT, queries.get(i % QUERIES), HITS, filter));
      Latency scanned = measure(SCANS, SCANS / 3, i -> scan(vectors, queries.get(i), filter));
      report("vectors " + name, filter, found, "scan of float arrays", scanned);
    }
  }

  private void words(IKeywordIndex index) {
    var lines = new LogLines(new Random(5));
    List<String> queries = new ArrayList<>();
    for (int i = 0; i < QUERIES; i++) {
      queries.add(lines.question());
    }
    for (SearchFilter filter : List.of(SearchFilter.NONE, FILTER)) {
      Latency found =
          measure(
              QUERIES,
              WARM_UP,
              i -> index.search(Tenant.DEFAULT, queries.get(i % QUERIES), HITS, filter));
      Latency scanned = measure(SCANS, SCANS / 3, i -> scan(queries.get(i), filter));
      report("keywords", filter, found, "scan of texts", scanned);
    }
    Latency timeline = measure(QUERIES, WARM_UP, _ -> index.timeline(Tenant.DEFAULT, HITS, FILTER));
    out.accept(
        "  timeline, filtered: p50 %.2f ms, p99 %.2f ms".formatted(timeline.p50, timeline.p99));
  }

  private void report(
      String what, SearchFilter filter, Latency found, String rival, Latency scanned) {
    out.accept(
        "  %s%s: p50 %.2f ms, p99 %.2f ms; %s: p50 %.2f ms; %.1f x"
            .formatted(
                what,
                filter.equals(FILTER) ? ", filtered" : "",
                found.p50,
                found.p99,
                rival,
                scanned.p50,
                scanned.p50 / found.p50));
  }

  private List<Integer> scan(List<float[]> vectors, float[] query, SearchFilter filter) {
    return best(doc -> VectorUtil.dotProduct(query, vectors.get(doc)), filter);
  }

  private List<Integer> scan(String query, SearchFilter filter) {
    String[] words = query.toLowerCase(Locale.ROOT).split(" ", -1);
    return best(
        doc -> {
          int held = 0;
          for (String word : words) {
            held += texts.get(doc).contains(word) ? 1 : 0;
          }
          return held;
        },
        filter);
  }

  private interface Score {
    double of(int doc);
  }

  private record Candidate(int doc, double score) {}

  private List<Integer> best(Score score, SearchFilter filter) {
    var best = new PriorityQueue<Candidate>(Comparator.comparingDouble(Candidate::score));
    for (int doc = 0; doc < entries.size(); doc++) {
      if (filter.equals(FILTER) && !passes(entries.get(doc))) {
        continue;
      }
      double value = score.of(doc);
      if (best.size() < HITS || value > best.element().score()) {
        best.add(new Candidate(doc, value));
        if (best.size() > HITS) {
          best.remove();
        }
      }
    }
    return best.stream().map(Candidate::doc).toList();
  }

  private static boolean passes(Entry entry) {
    return entry.source().text().startsWith(FILTER.source() + "/")
        && !entry.lastAt().isBefore(FILTER.from())
        && !entry.firstAt().isAfter(FILTER.to());
  }

  /** In milliseconds. */
  private record Latency(double p50, double p99) {}

  private static Latency measure(int times, int warmUp, IntConsumer search) {
    for (int i = 0; i < warmUp; i++) {
      search.accept(i);
    }
    long[] nanos = new long[times];
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      search.accept(i);
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return new Latency(nanos[times / 2] / 1e6, nanos[times * 99 / 100] / 1e6);
  }

  private float[] unit() {
    float[] vector = new float[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return VectorUtil.l2normalize(vector);
  }
}
