package org.faultmaven.adapters.chroma;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.faultmaven.adapters.call.ExternalSystem;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.contracts.record.EmbeddedEntry;
import org.faultmaven.contracts.record.EntrySelector;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.Scored;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.UnitVector;

/**
 * A vector store in Chroma. Any number of processes may read; one that writes at a time is best.
 */
final class ChromaVectorStore implements IVectorStore {
  private final ExternalSystem system;
  private final ChromaApi api;
  private final Shelves shelves;
  private final ShelfWriter writer;
  private final int dimensions;
  private final Hits hits;
  private final LogSearch logs;

  ChromaVectorStore(
      ExternalSystem system,
      ChromaApi api,
      Shelves shelves,
      ShelfWriter writer,
      int dimensions,
      MeterRegistry registry) {
    this.system = system;
    this.api = api;
    this.shelves = shelves;
    this.writer = writer;
    this.dimensions = dimensions;
    this.hits = new Hits(registry);
    this.logs = new LogSearch(api, hits);
  }

  @Override
  public void add(Tenant tenant, List<EmbeddedEntry> entries) {
    Map<String, EmbeddedEntry> byId = new LinkedHashMap<>();
    for (EmbeddedEntry entry : entries) {
      if (!entry.entry().tenant().equals(tenant)) {
        throw new IllegalArgumentException("an entry of another tenant than " + tenant);
      }
      float[] unit = UnitVector.of(entry.vector(), dimensions);
      byId.put(entry.entry().id(), new EmbeddedEntry(entry.entry(), unit));
    }
    if (!byId.isEmpty()) {
      writer.add(tenant, byId.values());
    }
  }

  @Override
  public List<Scored> search(Tenant tenant, float[] query, int limit, SearchFilter filter) {
    if (limit < 1) {
      throw new IllegalArgumentException("a limit is at least 1");
    }
    float[] unit = UnitVector.of(query, dimensions);
    List<Shelf> asked =
        shelves.of(tenant).stream().filter(shelf -> shelf.stretch().mayHold(filter)).toList();
    List<Scored> found = new ArrayList<>();
    List<Shelf> periods = new ArrayList<>();
    for (Shelf shelf : asked) {
      if (shelf.stretch().kind() == Stretch.Kind.DOCUMENTS) {
        found.addAll(chunks(shelf, unit, limit, filter));
      } else {
        periods.add(shelf);
      }
    }
    found.addAll(logs.search(periods, unit, limit, filter));
    // An entry on its way from one collection to another stands in both for a moment.
    Map<String, Scored> best = new HashMap<>();
    found.forEach(
        hit -> best.merge(hit.entry().id(), hit, (a, b) -> a.score() >= b.score() ? a : b));
    return best.values().stream()
        .sorted(
            Comparator.comparingDouble(Scored::score)
                .reversed()
                .thenComparing(hit -> hit.entry().id()))
        .limit(limit)
        .toList();
  }

  private List<Scored> chunks(Shelf shelf, float[] unit, int limit, SearchFilter filter) {
    ChromaApi.Nearest nearest =
        api.query(shelf.id(), unit, limit, Where.of(shelf.stretch().rest(filter)));
    List<Scored> chunks = new ArrayList<>();
    for (int i = 0; i < nearest.ids().getFirst().size(); i++) {
      hits.add(
          chunks,
          nearest.documents() == null ? null : nearest.documents().getFirst().get(i),
          nearest.metadatas() == null ? null : nearest.metadatas().getFirst().get(i),
          Hits.score(nearest.distances().getFirst().get(i)));
    }
    return chunks;
  }

  @Override
  public void delete(Tenant tenant, Collection<String> ids) {
    if (!ids.isEmpty()) {
      writer.delete(tenant, ids);
    }
  }

  @Override
  public List<String> ids(Tenant tenant, EntrySelector selector) {
    Map<String, Object> where = Where.of(selector);
    Set<String> ids = new LinkedHashSet<>();
    for (Shelf shelf : shelves.of(tenant)) {
      boolean chunks = shelf.stretch().kind() == Stretch.Kind.DOCUMENTS;
      if (chunks || !(selector instanceof EntrySelector.OfDocument)) {
        ids.addAll(api.matching(shelf.id(), where));
      }
    }
    return List.copyOf(ids);
  }

  @Override
  public long count(Tenant tenant) {
    return shelves.of(tenant).stream().mapToLong(shelf -> api.count(shelf.id()).orElse(0)).sum();
  }

  @Override
  public Health check() {
    return system.check(
        () -> {
          List<ChromaApi.Collection> collections = api.check();
          shelves.verify(collections);
          return collections;
        });
  }

  @Override
  public void close() {
    api.close();
  }
}
