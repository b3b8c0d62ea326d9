package org.faultmaven.query.answer;

import java.time.Instant;
import java.util.List;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.query.search.Retrieval;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where else a message's shape occurs. */
final class Occurrences {
  private static final int ENTRIES = 200;
  private static final int NEAREST = 20;

  /** Words shared by a message and itself with other values in it, which shapes don't all drop. */
  private static final double THE_SAME = 0.8;

  private static final Logger log = LoggerFactory.getLogger(Occurrences.class);

  /**
   * How often a source wrote a shape in a window.
   *
   * @param complete false when there may be more
   */
  record Seen(long count, Instant firstAt, Instant lastAt, boolean complete) {}

  private final Retrieval retrieval;

  Occurrences(Retrieval retrieval) {
    this.retrieval = retrieval;
  }

  /** Of the entry's shape and source in the window. */
  Seen in(Entry entry, Window window) {
    List<Entry> found;
    try {
      SearchFilter here = window.filter(entry.source().text());
      found = retrieval.alike(entry.shape(), 1, ENTRIES, here);
    } catch (BackendException e) {
      log.warn("repeats can't be counted: {}", e.getMessage());
      return new Seen(entry.count(), entry.firstAt(), entry.lastAt(), false);
    }
    long count = 0;
    Instant first = entry.firstAt();
    Instant last = entry.lastAt();
    boolean self = false;
    for (Entry other : found) {
      if (other.shape().equals(entry.shape()) && other.source().equals(entry.source())) {
        count += other.count();
        first = other.firstAt().isBefore(first) ? other.firstAt() : first;
        last = other.lastAt().isAfter(last) ? other.lastAt() : last;
        self |= other.id().equals(entry.id());
      }
    }
    return new Seen(self ? count : count + entry.count(), first, last, found.size() < ENTRIES);
  }

  /** Whether any source wrote the shape, or nearly, before. */
  Novelty novelty(Entry entry, Instant from) {
    SearchFilter before = SearchFilter.logs(null, null, from.minusNanos(1));
    try {
      List<Entry> found = retrieval.alike(entry.shape(), THE_SAME, NEAREST, before);
      return holds(found, entry) ? Novelty.SEEN : Novelty.NEW;
    } catch (BackendException e) {
      log.warn("what is new can't be told: {}", e.getMessage());
      return Novelty.UNKNOWN;
    }
  }

  private static boolean holds(List<Entry> found, Entry entry) {
    Candidate like = Candidate.of(entry, 0, Severity.NONE, Novelty.UNKNOWN);
    return found.stream()
        .map(other -> Candidate.of(other, 0, Severity.NONE, Novelty.UNKNOWN))
        .anyMatch(other -> other.similarity(like) >= THE_SAME);
  }
}
