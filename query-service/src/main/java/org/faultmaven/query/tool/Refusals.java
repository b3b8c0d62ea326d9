package org.faultmaven.query.tool;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Registrations that were refused lately, the newest of them: for people who wonder where their
 * tool is. Safe for use by many threads.
 */
final class Refusals {
  private static final int MAX = 100;
  private static final Duration KEPT = Duration.ofMinutes(5);

  /**
   * A refusal as the API shows it.
   *
   * @param tool absent when the record's key names none
   * @param position partition and offset of the record
   * @param times how often, when it comes again and again
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Refused(@Nullable String tool, String position, String reason, Instant at, long times) {}

  private final Map<String, Refused> byKey = new LinkedHashMap<>();
  private final Clock clock;

  Refusals(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param key whose records these are
   * @return whether that is news
   */
  synchronized boolean add(String key, @Nullable String tool, String position, String reason) {
    Refused known = byKey.remove(key);
    boolean again = known != null && known.reason.equals(reason);
    if (byKey.size() >= MAX) {
      byKey.remove(byKey.keySet().iterator().next());
    }
    long times = again && known != null ? known.times + 1 : 1;
    byKey.put(key, new Refused(tool, position, reason, clock.instant(), times));
    return !again;
  }

  synchronized void clear(String key) {
    byKey.remove(key);
  }

  synchronized List<Refused> all() {
    Instant oldest = clock.instant().minus(KEPT);
    byKey.values().removeIf(refused -> refused.at.isBefore(oldest));
    return List.copyOf(byKey.values()).reversed();
  }
}
