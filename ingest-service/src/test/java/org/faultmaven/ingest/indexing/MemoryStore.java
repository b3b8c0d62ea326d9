package org.faultmaven.ingest.indexing;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.contracts.record.EmbeddedEntry;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.EntrySelector;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.Scored;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.contracts.record.Tenant;

/** A store in memory that can be away. */
final class MemoryStore implements IVectorStore {
  final Map<String, Entry> entries = new TreeMap<>();
  boolean away;

  @Override
  public void add(Tenant tenant, List<EmbeddedEntry> added) {
    requireHere();
    added.forEach(each -> entries.put(each.entry().id(), each.entry()));
  }

  @Override
  public List<Scored> search(Tenant tenant, float[] query, int limit, SearchFilter filter) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void delete(Tenant tenant, Collection<String> ids) {
    requireHere();
    entries.keySet().removeAll(ids);
  }

  @Override
  public List<String> ids(Tenant tenant, EntrySelector selector) {
    return entries.values().stream().filter(entry -> fits(entry, selector)).map(Entry::id).toList();
  }

  private static boolean fits(Entry entry, EntrySelector selector) {
    return switch (selector) {
      case EntrySelector.OfDocument(String id) -> id.equals(entry.documentId());
      case EntrySelector.Before(String topic, int partition, long offset) ->
          entry.citation().topic().equals(topic)
              && entry.citation().partition() == partition
              && entry.lastSeenOffset() < offset;
    };
  }

  @Override
  public long count(Tenant tenant) {
    return entries.size();
  }

  @Override
  public Health check() {
    return Health.up(Duration.ZERO);
  }

  @Override
  public void close() {}

  private void requireHere() {
    if (away) {
      throw new BackendException("the store is away", true);
    }
  }
}
