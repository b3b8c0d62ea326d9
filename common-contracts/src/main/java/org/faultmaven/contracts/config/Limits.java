package org.faultmaven.contracts.config;

import java.util.Locale;

/** The least and the greatest value that a setting declares. */
final class Limits {
  private Limits() {}

  /**
   * @throws IllegalArgumentException naming the limits when the value is outside
   */
  static void check(Key key, Object value) {
    String min = key.setting().min();
    String max = key.setting().max();
    if ((!min.isEmpty() && compare(value, key, min) < 0)
        || (!max.isEmpty() && compare(value, key, max) > 0)) {
      throw new IllegalArgumentException("accepted: " + describe(key));
    }
  }

  /** {@code 1 to 65535}, {@code at least 1s}; empty without limits. */
  static String describe(Key key) {
    String min = key.setting().min();
    String max = key.setting().max();
    if (min.isEmpty()) {
      return max.isEmpty() ? "" : "at most " + max;
    }
    return max.isEmpty() ? "at least " + min : String.format(Locale.ROOT, "%s to %s", min, max);
  }

  @SuppressWarnings("unchecked") // both come from the same parser
  private static int compare(Object value, Key key, String limit) {
    return ((Comparable<Object>) value).compareTo(ValueType.of(key).parse(limit));
  }
}
