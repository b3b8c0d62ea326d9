package org.faultmaven.query.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.Scored;
import org.faultmaven.query.citation.CitationLink;
import org.jspecify.annotations.Nullable;

/**
 * An entry as the API shows it.
 *
 * @param score cosine, BM25 or fused, by mode; comparable within one answer
 * @param text the first occurrence, sanitised
 * @param count occurrences from {@code firstAt} to {@code lastAt}
 * @param documentId the document that a chunk belongs to; absent for logs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Hit(
    String id,
    double score,
    String text,
    String source,
    Instant firstAt,
    Instant lastAt,
    long count,
    @Nullable String documentId,
    @Nullable String title,
    CitationLink citation) {
  public static Hit of(Scored scored) {
    Entry entry = scored.entry();
    return new Hit(
        entry.id(),
        scored.score(),
        entry.text().text(),
        entry.source().text(),
        entry.firstAt(),
        entry.lastAt(),
        entry.count(),
        entry.documentId(),
        entry.title() == null ? null : entry.title().text(),
        CitationLink.of(entry.citation()));
  }
}
