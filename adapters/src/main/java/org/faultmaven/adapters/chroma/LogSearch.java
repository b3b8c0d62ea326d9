package org.faultmaven.adapters.chroma;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.faultmaven.contracts.record.Scored;
import org.faultmaven.contracts.record.SearchFilter;
import org.jspecify.annotations.Nullable;

/**
 * Searches logs: first the nearest vectors, each of which stands once, then the entries that have
 * them. Thousands of entries with one vector would cut its neighbours off in Chroma's graph: of 600
 * shapes in 12,000 entries, 106 were not found by their own vector. It also keeps conditions away
 * from the vectors, where they cost most: what passes them is read first, where that is little.
 */
final class LogSearch {
  private static final int FIRST_WINDOW = 16;
  private static final int LAST_WINDOW = 1_024;
  private static final int GROWTH = 4;

  /** Naming shapes costs next to nothing; a filter may reject the entries of many. */
  private static final int FIRST_SHAPES = 64;

  private static final int FIRST_SHAPES_FILTERED = 512;

  /** How many entries a window may have, and be read whole. */
  private static final int READ = 64;

  private static final int READ_FILTERED = 1_000;

  private final ChromaApi api;
  private final Hits hits;

  /** A vector that stands in a collection of logs. */
  private record Shape(Shelf shelf, String hash, double score) {}

  /**
   * A collection that is asked.
   *
   * @param rest what not all of its entries pass
   * @param passing all that pass it; null when these are many, or all
   */
  private record Asked(Shelf shelf, SearchFilter rest, ChromaApi.@Nullable Found passing) {}

  LogSearch(ChromaApi api, Hits hits) {
    this.api = api;
    this.hits = hits;
  }

  /** The nearest entries, best first. */
  List<Scored> search(List<Shelf> shelves, float[] unit, int limit, SearchFilter filter) {
    var found = new ArrayList<Scored>();
    Set<Shape> asked = new HashSet<>();
    Map<Shelf, Asked> all = new HashMap<>();
    FanOut.over(shelves, shelf -> asked(shelf, filter)).forEach(one -> all.put(one.shelf(), one));
    boolean filtered = all.values().stream().anyMatch(one -> !one.rest().equals(SearchFilter.NONE));
    int wanted = Math.min(limit, passing(all.values()));
    long results = Math.max(limit, filtered ? FIRST_SHAPES_FILTERED : FIRST_SHAPES);
    boolean more = true;
    while (more && found.size() < wanted) {
      int most = (int) Math.min(results, Integer.MAX_VALUE);
      List<Shape> shapes = new ArrayList<>();
      more = false;
      for (List<Shape> some : FanOut.over(shelves, shelf -> nearest(shelf, unit, most))) {
        more |= some.size() == most;
        shapes.addAll(some);
      }
      shapes.removeAll(asked);
      shapes.sort(Comparator.comparingDouble(Shape::score).reversed());
      collect(shapes, wanted, all, found);
      asked.addAll(shapes);
      results *= GROWTH;
    }
    return found;
  }

  /** What passes a filter may be looked for among all entries once, or for shape after shape. */
  private Asked asked(Shelf shelf, SearchFilter filter) {
    SearchFilter rest = shelf.stretch().rest(filter);
    Map<String, Object> where = Where.of(rest);
    if (where == null) {
      return new Asked(shelf, rest, null);
    }
    ChromaApi.Found passing = api.records(shelf.id(), where, READ_FILTERED);
    return new Asked(shelf, rest, passing.ids().size() < READ_FILTERED ? passing : null);
  }

  /** How many entries there are to be found at most. */
  private static int passing(Collection<Asked> all) {
    int passing = 0;
    for (Asked one : all) {
      if (one.passing() == null) {
        return Integer.MAX_VALUE;
      }
      passing += one.passing().ids().size();
    }
    return passing;
  }

  private List<Shape> nearest(Shelf shelf, float[] unit, int results) {
    var shapes = new ArrayList<Shape>();
    if (shelf.shapes() != null) {
      ChromaApi.Nearest nearest = api.nearest(shelf.shapes(), unit, results);
      for (int i = 0; i < nearest.ids().getFirst().size(); i++) {
        double score = Hits.score(nearest.distances().getFirst().get(i));
        shapes.add(new Shape(shelf, nearest.ids().getFirst().get(i), score));
      }
    }
    return shapes;
  }

  /** Asks for the entries of some shapes at once, of more or fewer as there are many. */
  private void collect(List<Shape> shapes, int limit, Map<Shelf, Asked> all, List<Scored> found) {
    int window = FIRST_WINDOW;
    for (int from = 0; from < shapes.size() && found.size() < limit; ) {
      int to = Math.min(from + window, shapes.size());
      int wanted = limit - found.size();
      List<Scored> some = entries(shapes.subList(from, to), wanted, all);
      if (some == null) {
        window = Math.max(1, Math.min(window, to - from) / GROWTH);
      } else {
        some.sort(Comparator.comparingDouble(Scored::score).reversed());
        found.addAll(some);
        from = to;
        window = Math.min(LAST_WINDOW, window * GROWTH);
      }
    }
  }

  /** The entries of shapes, or null when they have too many to read them all. */
  private @Nullable List<Scored> entries(List<Shape> shapes, int wanted, Map<Shelf, Asked> all) {
    Map<Shelf, List<Shape>> byShelf = new LinkedHashMap<>();
    for (Shape shape : shapes) {
      byShelf.computeIfAbsent(shape.shelf(), _ -> new ArrayList<>()).add(shape);
    }
    List<Scored> entries = new ArrayList<>();
    boolean one = shapes.size() == 1;
    for (Optional<List<Scored>> some :
        FanOut.over(
            List.copyOf(byShelf.entrySet()),
            of ->
                entries(
                    Objects.requireNonNull(all.get(of.getKey())), of.getValue(), one, wanted))) {
      if (some.isEmpty()) {
        return null;
      }
      entries.addAll(some.get());
    }
    return entries;
  }

  /** Those of one collection, of a single shape as many as are wanted; nothing when too many. */
  private Optional<List<Scored>> entries(Asked asked, List<Shape> shapes, boolean one, int wanted) {
    if (asked.passing() != null) {
      return Optional.of(scored(asked.passing(), shapes));
    }
    Shelf shelf = asked.shelf();
    SearchFilter rest = asked.rest();
    if (one) {
      return Optional.of(scored(records(shelf, shapes, wanted, rest), shapes));
    }
    boolean filtered = !rest.equals(SearchFilter.NONE);
    // Chroma takes longer to find what a second condition matches than to send everything.
    int most = atMost(wanted, filtered ? READ_FILTERED : READ);
    ChromaApi.Found all = records(shelf, shapes, most, SearchFilter.NONE);
    if (all.ids().size() < most) {
      return Optional.of(
          scored(all, shapes).stream().filter(hit -> Where.passes(hit.entry(), rest)).toList());
    }
    if (filtered) {
      most = atMost(wanted, READ);
      ChromaApi.Found passing = records(shelf, shapes, most, rest);
      if (passing.ids().size() < most) {
        return Optional.of(scored(passing, shapes));
      }
    }
    return Optional.empty();
  }

  private static int atMost(int wanted, int spare) {
    return (int) Math.min((long) wanted + spare, Integer.MAX_VALUE);
  }

  private ChromaApi.Found records(Shelf shelf, List<Shape> shapes, int limit, SearchFilter filter) {
    List<String> hashes = shapes.stream().map(Shape::hash).toList();
    Map<String, Object> of = Map.of(EntryRecord.VECTOR_HASH, Map.of("$in", hashes));
    Map<String, Object> rest = Where.of(filter);
    Map<String, Object> where = rest == null ? of : Map.of("$and", List.of(of, rest));
    return api.records(shelf.id(), where, limit);
  }

  private List<Scored> scored(ChromaApi.Found found, List<Shape> shapes) {
    Map<String, Double> scores = new HashMap<>();
    shapes.forEach(shape -> scores.put(shape.hash(), shape.score()));
    List<Scored> scored = new ArrayList<>();
    for (int i = 0; i < found.ids().size(); i++) {
      Map<String, Object> metadata = found.metadatas() == null ? null : found.metadatas().get(i);
      Object hash = metadata == null ? null : metadata.get(EntryRecord.VECTOR_HASH);
      Double score = scores.get(String.valueOf(hash));
      if (score != null) {
        String document = found.documents() == null ? null : found.documents().get(i);
        hits.add(scored, document, metadata, score);
      }
    }
    return scored;
  }
}
