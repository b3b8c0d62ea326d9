package org.faultmaven.query.answer;

import java.util.LinkedHashMap;
import java.util.Map;
import org.faultmaven.contracts.record.Entry;

/**
 * How bad each entry says it is, judged once: of all that a question's time goes into, the patterns
 * were two fifths, and the same entries come again with the next question. Bounded; the entry
 * longest unasked goes first.
 */
final class Severities {
  /** Some 5 MB. */
  private static final int MOST = 50_000;

  private final Map<String, Severity> known =
      new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Severity> eldest) {
          return size() > MOST;
        }
      };

  Severity of(Entry entry) {
    synchronized (known) {
      Severity severity = known.get(entry.id());
      if (severity != null) {
        return severity;
      }
    }
    Severity severity = Severity.of(entry.text().text());
    synchronized (known) {
      known.put(entry.id(), severity);
    }
    return severity;
  }
}
