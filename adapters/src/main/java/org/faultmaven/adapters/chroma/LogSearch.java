package org.faultmaven.adapters.chroma;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.faultmaven.contracts.record.Scored;
import org.faultmaven.contracts.record.SearchFilter;
import org.jspecify.annotations.Nullable;

/**
 * Searches logs: first the nearest vectors, each of which stands once, then the entries that have
 * them. Thousands of entries with one vector would cut its neighbours off in Chroma's graph: of 600
 * shapes in 12,000 entries, 106 were not found by their own vector. It also keeps conditions away
 * from the vectors, where they cost most.
 */
final class LogSearch {
  private static final int FIRST_WINDOW = 16;
  private static final int LAST_WINDOW = 1_024;
  private static final int GROWTH = 8;

  /** How many records a window may give beyond what is wanted before it is asked one by one. */
  private static final int SPARE = 64;

  private final ChromaApi api;
  private final Hits hits;

  /** A vector that stands in a collection of logs. */
  private record Shape(Shelf shelf, String hash, double score) {}

  LogSearch(ChromaApi api, Hits hits) {
    this.api = api;
    this.hits = hits;
  }

  /** The nearest entries, best first. */
  List<Scored> search(List<Shelf> shelves, float[] unit, int limit, SearchFilter filter) {
    var found = new ArrayList<Scored>();
    Set<Shape> asked = new HashSet<>();
    long results = limit;
    boolean more = true;
    while (more && found.size() < limit) {
      int most = (int) Math.min(results, Integer.MAX_VALUE);
      List<Shape> shapes = new ArrayList<>();
      more = false;
      for (List<Shape> some : FanOut.over(shelves, shelf -> nearest(shelf, unit, most))) {
        more |= some.size() == most;
        shapes.addAll(some);
      }
      shapes.removeAll(asked);
      shapes.sort(Comparator.comparingDouble(Shape::score).reversed());
      collect(shapes, limit, filter, found);
      asked.addAll(shapes);
      results *= GROWTH;
    }
    return found;
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

  /** Asks for the entries of some shapes at once, of more the fewer there were. */
  private void collect(List<Shape> shapes, int limit, SearchFilter filter, List<Scored> found) {
    int window = FIRST_WINDOW;
    for (int from = 0; from < shapes.size() && found.size() < limit; ) {
      int to = Math.min(from + window, shapes.size());
      Map<Shelf, List<Shape>> byShelf = new LinkedHashMap<>();
      for (Shape shape : shapes.subList(from, to)) {
        byShelf.computeIfAbsent(shape.shelf(), _ -> new ArrayList<>()).add(shape);
      }
      int wanted = limit - found.size();
      List<Scored> some = new ArrayList<>();
      byShelf.forEach((shelf, of) -> some.addAll(entries(shelf, of, wanted, filter)));
      some.sort(Comparator.comparingDouble(Scored::score).reversed());
      found.addAll(some);
      from = to;
      window = Math.min(LAST_WINDOW, window * 4);
    }
  }

  /** All entries of the shapes, or of the nearest of them as many as are wanted. */
  private List<Scored> entries(Shelf shelf, List<Shape> shapes, int wanted, SearchFilter filter) {
    long most = (long) wanted + SPARE;
    ChromaApi.Found all = records(shelf, shapes, (int) Math.min(most, Integer.MAX_VALUE), filter);
    if (all.ids().size() < most || shapes.size() == 1) {
      return scored(all, shapes);
    }
    List<Scored> nearest = new ArrayList<>();
    for (Shape shape : shapes) {
      if (nearest.size() >= wanted) {
        break;
      }
      List<Shape> one = List.of(shape);
      nearest.addAll(scored(records(shelf, one, wanted, filter), one));
    }
    return nearest;
  }

  private ChromaApi.Found records(Shelf shelf, List<Shape> shapes, int limit, SearchFilter filter) {
    List<String> hashes = shapes.stream().map(Shape::hash).toList();
    Map<String, Object> of = Map.of(EntryRecord.VECTOR_HASH, Map.of("$in", hashes));
    @Nullable Map<String, Object> rest = Where.of(shelf.stretch().rest(filter));
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
