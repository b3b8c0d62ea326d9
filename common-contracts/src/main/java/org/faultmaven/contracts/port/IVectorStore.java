package org.faultmaven.contracts.port;

import java.util.Collection;
import java.util.List;
import org.faultmaven.contracts.record.EmbeddedEntry;
import org.faultmaven.contracts.record.EntrySelector;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.Scored;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.contracts.record.Tenant;

/**
 * Entries by meaning. FaultMaven's {@code add_documents}, {@code search} and {@code
 * delete_documents}, on vectors. One writer; any number of readers. Every call throws {@link
 * BackendException} while the backend is away. Opens its backend at the first call, not before.
 */
public interface IVectorStore extends AutoCloseable {
  /**
   * Adds or replaces by id. Idempotent; of equal ids in one call the last wins. Durable, and found
   * by searches, when it returns.
   *
   * @throws IllegalArgumentException when an entry is of another tenant, or a vector of other
   *     dimensions
   */
  void add(Tenant tenant, List<EmbeddedEntry> entries);

  /**
   * The nearest entries by cosine, best first; score = 1 - cosine distance, -1 to 1.
   *
   * @param limit at least 1
   */
  List<Scored> search(Tenant tenant, float[] query, int limit, SearchFilter filter);

  /** Deletes by id; unknown ids are fine. Durable when it returns. */
  void delete(Tenant tenant, Collection<String> ids);

  /** The ids that a selector names, in no order. */
  List<String> ids(Tenant tenant, EntrySelector selector);

  /** Deletes all chunks of a document; an unknown one is fine. */
  default void deleteByDocument(Tenant tenant, String documentId) {
    delete(tenant, ids(tenant, new EntrySelector.OfDocument(documentId)));
  }

  long count(Tenant tenant);

  Health check();

  @Override
  void close();
}
