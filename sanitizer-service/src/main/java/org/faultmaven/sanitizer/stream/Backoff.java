package org.faultmaven.sanitizer.stream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait after a failure: twice as long each time, up to a limit, and short again once it
 * went well for a while. Safe for use by many threads.
 */
final class Backoff {
  static final Duration FIRST = Duration.ofMillis(250);

  /** Far below the transaction's time-out, which goes on while a failed thread waits. */
  static final Duration LONGEST = Duration.ofSeconds(5);

  /** Longer than a start of the stream takes until it may fail again. */
  private static final Duration QUIET = Duration.ofSeconds(60);

  private final Clock clock;
  private @Nullable Instant last;
  private Duration wait = FIRST;

  Backoff(Clock clock) {
    this.clock = clock;
  }

  synchronized Duration next() {
    Instant now = clock.instant();
    boolean again = last != null && now.isBefore(last.plus(wait).plus(QUIET));
    Duration doubled = wait.multipliedBy(2);
    wait = !again ? FIRST : doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    last = now;
    return wait;
  }
}
