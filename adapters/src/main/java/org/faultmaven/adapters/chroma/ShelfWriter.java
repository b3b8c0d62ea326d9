package org.faultmaven.adapters.chroma;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.faultmaven.adapters.call.CallFailedException;
import org.faultmaven.contracts.record.EmbeddedEntry;
import org.faultmaven.contracts.record.Tenant;

/**
 * Writes entries where they belong, one call after the other: two writers to one collection are
 * slower than one. What is there already is not written again, and a vector only when it is
 * another.
 *
 * <p>Several processes may write and drop at once. A collection is dropped only after it was
 * renamed and then found to hold nothing but what is to be deleted; whoever adds looks afterwards
 * whether its collection still has its name, and adds again when not. So one of the two sees the
 * other.
 */
final class ShelfWriter {
  private static final int BATCH = 250;

  /** Chroma takes bodies of 40 MiB. */
  private static final long BATCH_BYTES = 16L << 20;

  private static final int IDS = 1_000;
  private static final int ROUNDS = 5;

  private final ChromaApi api;
  private final Shelves shelves;
  private final Duration stretch;
  private final ReentrantLock writing = new ReentrantLock();

  ShelfWriter(ChromaApi api, Shelves shelves, Duration stretch) {
    this.api = api;
    this.shelves = shelves;
    this.stretch = stretch;
  }

  /**
   * @param entries of this tenant, each id once
   */
  void add(Tenant tenant, Collection<EmbeddedEntry> entries) {
    Map<Stretch, List<EmbeddedEntry>> byStretch = new LinkedHashMap<>();
    for (EmbeddedEntry entry : entries) {
      byStretch
          .computeIfAbsent(Stretch.of(entry.entry(), stretch), _ -> new ArrayList<>())
          .add(entry);
    }
    writing.lock();
    try {
      for (int round = 0; !byStretch.isEmpty(); round++) {
        if (round == ROUNDS) {
          throw new CallFailedException(
              "collection gone",
              "chroma: a collection was dropped again and again while it was written to",
              true);
        }
        addRound(tenant, byStretch);
      }
    } finally {
      writing.unlock();
    }
  }

  /** Removes from the map what stands where it belongs. */
  private void addRound(Tenant tenant, Map<Stretch, List<EmbeddedEntry>> byStretch) {
    List<Shelf> known = shelves.of(tenant);
    Map<Shelf, List<String>> written = new HashMap<>();
    for (Map.Entry<Stretch, List<EmbeddedEntry>> next : byStretch.entrySet()) {
      Shelf shelf = shelves.open(next.getKey(), known);
      List<String> added = new ArrayList<>();
      boolean there = true;
      for (List<EmbeddedEntry> batch : batches(next.getValue())) {
        there = there && write(shelf, batch, added);
      }
      if (there) {
        removeElsewhere(shelf, added, known);
        written.put(shelf, added);
      }
    }
    boolean nothingNew = written.values().stream().allMatch(List::isEmpty);
    Set<Shelf> now = nothingNew ? written.keySet() : Set.copyOf(shelves.of(tenant));
    for (Shelf shelf : written.keySet()) {
      if (now.contains(shelf)) {
        byStretch.remove(shelf.stretch());
      }
    }
  }

  private static List<List<EmbeddedEntry>> batches(List<EmbeddedEntry> entries) {
    List<List<EmbeddedEntry>> batches = new ArrayList<>();
    for (int from = 0; from < entries.size(); from += BATCH) {
      batches.add(entries.subList(from, Math.min(from + BATCH, entries.size())));
    }
    return batches;
  }

  /**
   * Writes what is new or has changed; false when the collection is gone.
   *
   * @param added is handed the ids that were not there
   */
  private boolean write(Shelf shelf, List<EmbeddedEntry> entries, List<String> added) {
    List<EntryRecord> records = entries.stream().map(EntryRecord::of).toList();
    Map<String, Map<String, Object>> kept =
        kept(shelf, records.stream().map(EntryRecord::id).toList());
    var whole = new RecordBatch(true);
    var changed = new RecordBatch(false);
    for (EntryRecord record : records) {
      Map<String, Object> old = kept.get(record.id());
      if (old != null && record.isKept(old)) {
        continue;
      }
      boolean sameVector = old != null && record.hasVectorOf(old);
      RecordBatch batch = sameVector ? changed : whole;
      if (batch.bytes() + record.size() > BATCH_BYTES && !flush(shelf, batch)) {
        return false;
      }
      batch.add(record, old == null ? Map.of() : old);
      if (old == null) {
        added.add(record.id());
      }
    }
    return flush(shelf, whole) && flush(shelf, changed);
  }

  private Map<String, Map<String, Object>> kept(Shelf shelf, List<String> ids) {
    ChromaApi.Found found = api.metadata(shelf.id(), ids);
    Map<String, Map<String, Object>> kept = new HashMap<>();
    for (int i = 0; i < found.ids().size(); i++) {
      Map<String, Object> metadata = found.metadatas() == null ? null : found.metadatas().get(i);
      kept.put(found.ids().get(i), metadata == null ? Map.of() : metadata);
    }
    return kept;
  }

  private boolean flush(Shelf shelf, RecordBatch batch) {
    if (batch.isEmpty()) {
      return true;
    }
    ChromaApi.Records records = batch.take();
    return records.embeddings() == null
        ? api.update(shelf.id(), records)
        : api.upsert(shelf.id(), records);
  }

  /** An id that is new here may stand elsewhere: its first occurrence turned out to be earlier. */
  private void removeElsewhere(Shelf here, List<String> ids, List<Shelf> known) {
    for (Shelf other : known) {
      if (!other.id().equals(here.id())) {
        List<String> moved = existing(other, ids);
        delete(other, moved);
      }
    }
  }

  private List<String> existing(Shelf shelf, List<String> ids) {
    var existing = new ArrayList<String>();
    for (List<String> some : parts(ids)) {
      existing.addAll(api.existing(shelf.id(), some));
    }
    return existing;
  }

  private void delete(Shelf shelf, List<String> ids) {
    for (List<String> some : parts(ids)) {
      api.delete(shelf.id(), some);
    }
  }

  private static List<List<String>> parts(List<String> ids) {
    List<List<String>> parts = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += IDS) {
      parts.add(ids.subList(from, Math.min(from + IDS, ids.size())));
    }
    return parts;
  }

  /** Deletes ids wherever they stand; a collection of logs that has nothing else goes whole. */
  void delete(Tenant tenant, Collection<String> ids) {
    List<String> distinct = List.copyOf(new LinkedHashSet<>(ids));
    writing.lock();
    try {
      for (Shelf shelf : shelves.of(tenant)) {
        List<String> found = existing(shelf, distinct);
        if (!found.isEmpty() && !dropped(shelf, found.size())) {
          delete(shelf, found);
        }
      }
    } finally {
      writing.unlock();
    }
  }

  private boolean dropped(Shelf shelf, int all) {
    if (shelf.stretch().kind() == Stretch.Kind.DOCUMENTS || !holds(shelf, all)) {
      return false;
    }
    shelves.retire(shelf);
    String name = shelves.nameOf(shelf);
    if (name == null || !shelves.isRetired(name, shelf.stretch()) || !holds(shelf, all)) {
      return false;
    }
    api.drop(name);
    return true;
  }

  private boolean holds(Shelf shelf, int records) {
    return api.count(shelf.id()).orElse(-1) == records;
  }
}
