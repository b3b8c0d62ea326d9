package org.faultmaven.query.search;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.Scored;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one request could not use: a search outlives the loss of one index, says so, and does not
 * wait for it twice. For one thread.
 */
public final class Degraded {
  /** An index. */
  public enum Part {
    MEANING("The vector store does not answer: found by words alone."),
    WORDS("The keyword index does not answer: found by meaning alone.");

    private final String said;

    Part(String said) {
      this.said = said;
    }
  }

  private static final Logger log = LoggerFactory.getLogger(Degraded.class);

  private final Map<Part, BackendException> failed = new EnumMap<>(Part.class);
  private final boolean caughtUp;
  private boolean inProcessOnly;

  Degraded(boolean caughtUp) {
    this.caughtUp = caughtUp;
  }

  /**
   * What the search finds; nothing when its index failed now or before.
   *
   * @throws BackendException when the other index has failed too
   */
  public List<Scored> attempt(Part part, Supplier<List<Scored>> search) {
    if (failed.containsKey(part)) {
      return List.of();
    }
    try {
      return search.get();
    } catch (BackendException e) {
      log.warn("{} {}", part.said, e.getMessage());
      failed.put(part, e);
      if (failed.size() == Part.values().length) {
        throw e;
      }
      return List.of();
    }
  }

  /** The question itself was sanitised without the backend that is configured for it. */
  public void sanitisedInProcess() {
    inProcessOnly = true;
  }

  /** What the answer lacks and why, as sentences; empty when it lacks nothing. */
  public String notes() {
    var notes = new ArrayList<String>();
    failed.keySet().forEach(part -> notes.add(part.said));
    if (!caughtUp) {
      notes.add("The keyword index is still reading the entries topic: some may be missing.");
    }
    if (inProcessOnly) {
      notes.add(TypedText.IN_PROCESS_ONLY);
    }
    return String.join(" ", notes);
  }

  boolean any() {
    return !failed.isEmpty();
  }
}
