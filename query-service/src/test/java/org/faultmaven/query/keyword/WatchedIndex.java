package org.faultmaven.query.keyword;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.faultmaven.contracts.port.IKeywordIndex;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Scored;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.contracts.record.Tenant;
import org.jspecify.annotations.Nullable;

/** An index that remembers what it was told, and can be made to fail. */
final class WatchedIndex implements IKeywordIndex {
  final List<String> written = new CopyOnWriteArrayList<>();
  final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
  private final IKeywordIndex index;

  WatchedIndex(IKeywordIndex index) {
    this.index = index;
  }

  @Override
  public void update(
      Collection<Entry> entries, Collection<String> deleted, Map<Integer, Long> positions) {
    RuntimeException now = failure.get();
    if (now != null) {
      throw now;
    }
    index.update(entries, deleted, positions);
    entries.forEach(entry -> written.add(entry.id()));
  }

  @Override
  public void flush() {
    index.flush();
  }

  @Override
  public Map<Integer, Long> positions() {
    return index.positions();
  }

  @Override
  public List<Scored> search(Tenant tenant, String query, int limit, SearchFilter filter) {
    return index.search(tenant, query, limit, filter);
  }

  @Override
  public List<Entry> alike(
      Tenant tenant, SanitizedText shape, double share, int limit, SearchFilter filter) {
    return index.alike(tenant, shape, share, limit, filter);
  }

  @Override
  public List<Entry> timeline(Tenant tenant, int limit, SearchFilter filter) {
    return index.timeline(tenant, limit, filter);
  }

  @Override
  public long count(Tenant tenant) {
    return index.count(tenant);
  }

  @Override
  public Health check() {
    return index.check();
  }

  @Override
  public void close() {
    index.close();
  }

  /** The ids it holds. */
  List<String> ids() {
    return new ArrayList<>(
        timeline(Tenant.DEFAULT, 1_000, SearchFilter.NONE).stream().map(Entry::id).toList());
  }
}
