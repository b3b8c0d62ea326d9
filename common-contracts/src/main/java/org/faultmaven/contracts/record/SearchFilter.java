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
 * @param documents ids of the documents to look in
 */
public record SearchFilter(
    @Nullable String source, @Nullable Instant from, @Nullable Instant to, Set<String> documents) {
  public static final SearchFilter NONE = new SearchFilter(null, null, null);

  public SearchFilter {
    documents = Set.copyOf(documents);
  }

  /** Of logs and any document. */
  public SearchFilter(@Nullable String source, @Nullable Instant from, @Nullable Instant to) {
    this(source, from, to, Set.of());
  }
}
