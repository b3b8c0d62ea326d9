package org.faultmaven.contracts.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keys that stand below a section but that it doesn't have: most likely a slip. */
final class Misspelt {
  private Misspelt() {}

  /** A problem for each, naming the nearest key there is. */
  static List<String> keys(Class<?> section, ConfigSource source) {
    List<String> known = Key.of(section).stream().map(Key::name).toList();
    var problems = new ArrayList<String>();
    for (String given : source.keysBelow(Key.section(section).value())) {
      if (!known.contains(given)) {
        String nearest =
            known.stream().min(Comparator.comparingInt(key -> distance(key, given))).orElseThrow();
        problems.add(given + ": there is no such setting; did you mean " + nearest + "?");
      }
    }
    return problems;
  }

  /** Levenshtein's distance. */
  static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
