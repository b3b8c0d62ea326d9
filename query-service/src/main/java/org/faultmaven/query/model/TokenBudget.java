package org.faultmaven.query.model;

import org.jspecify.annotations.Nullable;

/** How many tokens sessions may still spend on models. Safe for use by many threads. */
public interface TokenBudget {
  /**
   * Whether there is something left.
   *
   * @param sessionId null for a question by itself, which has no budget but its own
   */
  boolean left(@Nullable String sessionId);

  /** Takes what was used, which may be more than was left. */
  void spend(@Nullable String sessionId, long tokens);
}
