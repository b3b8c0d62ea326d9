package org.faultmaven.ingest.indexing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.faultmaven.contracts.record.DocumentEvent;
import org.faultmaven.contracts.record.Entry;

/** What is to be written next: of an id the last word counts. */
public final class EntryBatch {
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Set<String> deleted = new LinkedHashSet<>();
  private final List<DocumentEvent> events = new ArrayList<>();

  public void put(Entry entry) {
    deleted.remove(entry.id());
    entries.put(entry.id(), entry);
  }

  public void delete(Collection<String> ids) {
    entries.keySet().removeAll(ids);
    deleted.addAll(ids);
  }

  /** Deletes what of a document is in this batch and not kept. */
  public void deleteOf(String documentId, Set<String> kept) {
    List<String> stale =
        entries.values().stream()
            .filter(entry -> documentId.equals(entry.documentId()) && !kept.contains(entry.id()))
            .map(Entry::id)
            .toList();
    delete(stale);
  }

  /** Is sent after everything else is durable. */
  public void event(DocumentEvent event) {
    events.add(event);
  }

  List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  List<String> deleted() {
    return List.copyOf(deleted);
  }

  List<DocumentEvent> events() {
    return List.copyOf(events);
  }

  /** How many entries are to be written. */
  int size() {
    return entries.size();
  }

  boolean isEmpty() {
    return entries.isEmpty() && deleted.isEmpty() && events.isEmpty();
  }
}
