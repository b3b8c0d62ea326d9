package org.faultmaven.adapters.call;

import org.jspecify.annotations.Nullable;

/**
 * One try of a call. It runs on a thread of its own, which is interrupted when its time is over,
 * and it may run again: what it does twice must be as good as done once.
 */
@FunctionalInterface
public interface Attempt<T extends @Nullable Object> {
  /**
   * @throws CallFailedException when the adapter knows what went wrong
   * @throws Exception anything else: an I/O error counts as an outage, the rest as a defect; its
   *     message goes no further
   */
  T run() throws Exception;
}
