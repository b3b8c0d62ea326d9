package org.faultmaven.query.answer;

import java.time.Instant;
import java.util.List;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.Scored;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.query.search.Retrieval;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where else a message's shape occurs. */
final class Occurrences {
  /** The words of a shape that are searched for: enough to find it again. */
  private static final int SHAPE_CHARS = 400;

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
    List<Scored> found;
    try {
      found = words(entry, ENTRIES, window.filter(entry.source().text()));
    } catch (BackendException e) {
      log.warn("repeats can't be counted: {}", e.getMessage());
      return new Seen(entry.count(), entry.firstAt(), entry.lastAt(), false);
    }
    long count = 0;
    Instant first = entry.firstAt();
    Instant last = entry.lastAt();
    boolean self = false;
    for (Scored scored : found) {
      Entry other = scored.entry();
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
    var before = new SearchFilter(null, null, from.minusNanos(1));
    try {
      if (holds(words(entry, NEAREST, before), entry)) {
        return Novelty.SEEN;
      }
      // This also finds one that others outrank by words.
      List<Scored> near = retrieval.byMeaning(entry.shape().text(), NEAREST, before);
      return holds(near, entry) ? Novelty.SEEN : Novelty.NEW;
    } catch (BackendException e) {
      log.warn("what is new can't be told: {}", e.getMessage());
      return Novelty.UNKNOWN;
    }
  }

  private List<Scored> words(Entry entry, int most, SearchFilter filter) {
    String shape = entry.shape().text();
    String query = shape.substring(0, Math.min(shape.length(), SHAPE_CHARS));
    return retrieval.byWords(query, most, filter);
  }

  private static boolean holds(List<Scored> found, Entry entry) {
    Candidate like = Candidate.of(entry, 0, Severity.NONE, Novelty.UNKNOWN);
    return found.stream()
        .map(scored -> Candidate.of(scored.entry(), 0, Severity.NONE, Novelty.UNKNOWN))
        .anyMatch(other -> other.similarity(like) >= THE_SAME);
  }
}
