package org.faultmaven.search;

/** How many hits a caller may ask for. */
final class Limits {
  private Limits() {}

  static void check(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a limit is at least 1");
    }
  }
}
