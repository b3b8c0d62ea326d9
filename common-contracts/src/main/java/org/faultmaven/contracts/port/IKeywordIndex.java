package org.faultmaven.contracts.port;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Scored;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.contracts.record.Tenant;

/**
 * Entries by their words: a disposable view of the {@code entries} topic, which knows how far it
 * has read. One writer; any number of readers.
 */
public interface IKeywordIndex extends AutoCloseable {
  /**
   * Adds or replaces entries, deletes ids (of whatever tenant; an id is unique across all), and
   * moves the positions, all at once: after a crash either all of it is there or none. An id in
   * both is deleted. Found by searches when it returns; durable at {@link #flush()} or before.
   *
   * @param positions by partition of {@code entries}, the offset of the next record to read
   * @throws BackendException when it could not. Updates that were not durable yet may be undone
   *     with it: the caller goes on from {@link #positions()}
   */
  void update(Collection<Entry> entries, Collection<String> deleted, Map<Integer, Long> positions);

  /** Makes every update durable. */
  void flush();

  /** The positions of the last durable update; empty when new. */
  Map<Integer, Long> positions();

  /**
   * The entries that hold any of the query's words, best first by BM25. Any text is a query; one
   * without words finds nothing.
   *
   * @param limit at least 1
   */
  List<Scored> search(Tenant tenant, String query, int limit, SearchFilter filter);

  /**
   * The entries of a shape, then those whose shape has most of its words, alike ones first. A word
   * is a run of letters and digits.
   *
   * @param share of the shape's words that another one has, above 0 to 1
   * @param limit at least 1
   */
  List<Entry> alike(
      Tenant tenant, SanitizedText shape, double share, int limit, SearchFilter filter);

  /**
   * Entries by event time, oldest first.
   *
   * @param limit at least 1
   */
  List<Entry> timeline(Tenant tenant, int limit, SearchFilter filter);

  long count(Tenant tenant);

  Health check();

  @Override
  void close();
}
