package org.faultmaven.contracts.config;

import org.jspecify.annotations.Nullable;

/** The least and the greatest value of a setting, inclusive; null where there is no limit. */
record Limits(@Nullable Object least, @Nullable Object greatest, String words) {

  static Limits of(Setting setting, ValueCodec codec) {
    boolean hasLeast = !setting.min().isEmpty();
    boolean hasGreatest = !setting.max().isEmpty();
    String words = "";
    if (hasLeast && hasGreatest) {
      words = setting.min() + " to " + setting.max();
    } else if (hasLeast) {
      words = "at least " + setting.min();
    } else if (hasGreatest) {
      words = "at most " + setting.max();
    }
    return new Limits(
        hasLeast ? codec.parser().apply(setting.min()) : null,
        hasGreatest ? codec.parser().apply(setting.max()) : null,
        words);
  }

  boolean allow(Object value) {
    return (least == null || compare(value, least) >= 0)
        && (greatest == null || compare(value, greatest) <= 0);
  }

  @SuppressWarnings("unchecked") // a limit was read by the codec of the value, and so has its type
  private static int compare(Object value, Object limit) {
    return ((Comparable<Object>) value).compareTo(limit);
  }
}
