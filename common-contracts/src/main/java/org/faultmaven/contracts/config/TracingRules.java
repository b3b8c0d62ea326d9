package org.faultmaven.contracts.config;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What must hold of traces. */
final class TracingRules {
  private static final String PAIRS =
      "must be name=value with commas between, values percent-encoded where they hold a comma, a"
          + " percent sign or a blank at an end";

  private TracingRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.of(
            "tracing.headers", Set.of(), PAIRS, config -> holds(config.tracing()::headerValues)),
        Rule.of(
            "tracing.resource-attributes",
            Set.of(),
            PAIRS,
            config -> holds(config.tracing()::attributes)));
  }

  private static boolean holds(Supplier<?> pairs) {
    try {
      return pairs.get() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
