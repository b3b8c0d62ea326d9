package org.faultmaven.contracts.config;

import java.util.Collection;
import java.util.Locale;

/** Finds the name that a mistyped one was meant to be. */
final class SimilarName {
  private SimilarName() {}

  /** The nearest of the names; empty when none is near. Case and separators don't count. */
  static String of(String name, Collection<String> names) {
    String plain = plain(name);
    int least = Math.max(2, plain.length() / 5) + 1;
    String nearest = "";
    for (String candidate : names) {
      int distance = distance(plain, plain(candidate));
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[_.-]", "");
  }

  /** Levenshtein's: insertions, deletions and replacements. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(previous[j], row[j - 1]) + 1);
      }
      previous = row;
    }
    return previous[b.length()];
  }
}
