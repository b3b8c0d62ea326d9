package org.faultmaven.standalone.product;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The pause between two looks at a condition; never a substitute for one. */
public final class Waiting {
  private Waiting() {}

  public static void aMoment() {
    LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
  }
}
