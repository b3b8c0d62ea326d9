package org.faultmaven.contracts.record;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a search is limited to; null, and of documents none, means unlimited.
 *
 * @param source the whole source, or leading segments of it, or any one segment, split at {@code
 *     /}: {@code kafka0}, {@code kafka0/logs} and {@code server.log} all match {@code
 *     kafka0/logs/server.log}
 * @param from entries whose last occurrence is at this time or later
 * @param to entries whose first occurrence is at this time or earlier
 * @param kind logs, chunks of documents, or both
 * @param documents ids of the documents to look in
 */
public record SearchFilter(
    @Nullable String source,
    @Nullable Instant from,
    @Nullable Instant to,
    Kind kind,
    Set<String> documents) {
  /** What an entry is of. */
  public enum Kind {
    ANY,
    LOGS,
    DOCUMENTS
  }

  public static final SearchFilter NONE = new SearchFilter(null, null, null);

  public SearchFilter {
    documents = Set.copyOf(documents);
    if (kind == Kind.LOGS && !documents.isEmpty()) {
      throw new IllegalArgumentException("logs are in no document");
    }
  }

  /** Of logs and any document. */
  public SearchFilter(@Nullable String source, @Nullable Instant from, @Nullable Instant to) {
    this(source, from, to, Kind.ANY, Set.of());
  }

  /** Logs alone. */
  public static SearchFilter logs(
      @Nullable String source, @Nullable Instant from, @Nullable Instant to) {
    return new SearchFilter(source, from, to, Kind.LOGS, Set.of());
  }

  /**
   * Documents alone.
   *
   * @param ids of the documents; none for all
   */
  public static SearchFilter documents(@Nullable String source, Set<String> ids) {
    return new SearchFilter(source, null, null, Kind.DOCUMENTS, ids);
  }
}
