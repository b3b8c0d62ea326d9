package org.faultmaven.query.model;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts in this process, for as many sessions as fit: the one that was used longest ago is
 * forgotten first.
 */
public final class SessionTokens implements TokenBudget {
  private static final int SESSIONS = 10_000;

  private record Spent(Instant since, long tokens) {}

  private final long most;
  private final Duration longest;
  private final Clock clock;
  private final Map<String, Spent> bySession = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param most tokens of a session
   * @param longest how long a session lasts: its tokens are forgotten then
   */
  public SessionTokens(long most, Duration longest, Clock clock) {
    this.most = most;
    this.longest = longest;
    this.clock = clock;
  }

  @Override
  public synchronized boolean left(@Nullable String sessionId) {
    return sessionId == null || spent(sessionId).tokens < most;
  }

  @Override
  public synchronized void spend(@Nullable String sessionId, long tokens) {
    if (sessionId == null) {
      return;
    }
    Spent before = spent(sessionId);
    bySession.put(sessionId, new Spent(before.since, before.tokens + tokens));
    if (bySession.size() > SESSIONS) {
      bySession.remove(bySession.keySet().iterator().next());
    }
  }

  private Spent spent(String sessionId) {
    Spent spent = bySession.get(sessionId);
    Instant now = clock.instant();
    return spent == null || spent.since.plus(longest).isBefore(now) ? new Spent(now, 0) : spent;
  }
}
