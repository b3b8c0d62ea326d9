package org.faultmaven.adapters.call;

import java.util.Locale;

/** How an attempt ended, as a label of metrics. */
enum Outcome {
  SUCCESS,
  /** The system is away or broken. */
  FAILURE,
  TIMEOUT,
  /** The system lives, and does not take what was sent. */
  REFUSED,
  /** The caller did not wait. */
  INTERRUPTED;

  final String label = name().toLowerCase(Locale.ROOT);

  static Outcome of(CallFailedException failure) {
    return switch (failure.kind()) {
      case CallFailedException.TIMEOUT -> TIMEOUT;
      case CallFailedException.INTERRUPTED -> INTERRUPTED;
      default -> failure.retryable() ? FAILURE : REFUSED;
    };
  }
}
