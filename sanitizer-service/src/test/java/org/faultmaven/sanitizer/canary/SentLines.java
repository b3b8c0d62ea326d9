package org.faultmaven.sanitizer.canary;

import java.util.Random;

/** What canaries send, for tests that plant it elsewhere. */
public final class SentLines {
  private SentLines() {}

  /** The first line of a canary whose secrets come from this seed. */
  public static String first(int seed) {
    return MadeUp.of(new Random(seed)).line();
  }
}
