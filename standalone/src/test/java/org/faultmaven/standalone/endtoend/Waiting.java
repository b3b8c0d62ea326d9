package org.faultmaven.standalone.endtoend;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The pause between two looks at a condition; never a substitute for one. */
final class Waiting {
  private Waiting() {}

  static void aMoment() {
    LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
  }
}
