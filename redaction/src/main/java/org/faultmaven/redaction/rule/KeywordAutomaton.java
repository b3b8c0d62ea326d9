package org.faultmaven.redaction.rule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds all triggers of all rules in one pass (Aho and Corasick 1975), as a table: one look-up a
 * character, whatever the number of triggers.
 */
final class KeywordAutomaton {
  /** What ends in a state. */
  record Hit(int length, Rule rule) {}

  private final byte[] classes = new byte[128];
  private final int width;
  private final short[] next;
  private final Hit[] @Nullable [] hits;

  KeywordAutomaton(Map<String, List<Rule>> rulesByKeyword) {
    byte last = 0;
    int size = 1;
    for (String keyword : rulesByKeyword.keySet()) {
      size += keyword.length();
      for (int i = 0; i < keyword.length(); i++) {
        char c = keyword.charAt(i);
        if (classes[c] == 0) {
          classes[c] = ++last;
        }
      }
    }
    for (char c = 'A'; c <= 'Z'; c++) {
      classes[c] = classes[Character.toLowerCase(c)];
    }
    width = last + 1;
    next = new short[size * width];
    List<List<Hit>> ending = new ArrayList<>();
    ending.add(new ArrayList<>());
    rulesByKeyword.forEach(
        (keyword, rules) -> {
          int state = insert(keyword, ending);
          rules.forEach(rule -> ending.get(state).add(new Hit(keyword.length(), rule)));
        });
    link(ending);
    hits = new Hit[ending.size()][];
    Arrays.setAll(hits, i -> ending.get(i).isEmpty() ? null : ending.get(i).toArray(Hit[]::new));
  }

  private int insert(String keyword, List<List<Hit>> ending) {
    int state = 0;
    for (int i = 0; i < keyword.length(); i++) {
      char c = keyword.charAt(i);
      int cell = state * width + classes[c];
      if (next[cell] == 0) {
        next[cell] = (short) ending.size();
        ending.add(new ArrayList<>());
      }
      state = next[cell];
    }
    return state;
  }

  /** Breadth first: fills the gaps of each state from the longest proper suffix that is a state. */
  private void link(List<List<Hit>> ending) {
    int[] suffix = new int[ending.size()];
    var queue = new ArrayDeque<Integer>();
    queue.add(0);
    while (!queue.isEmpty()) {
      int state = queue.remove();
      for (int c = 0; c < width; c++) {
        int child = next[state * width + c];
        int fallback = state == 0 ? 0 : next[suffix[state] * width + c];
        if (child == 0) {
          next[state * width + c] = (short) fallback;
        } else {
          suffix[child] = fallback;
          ending.get(child).addAll(ending.get(fallback));
          queue.add(child);
        }
      }
    }
  }

  /** The state after a character. */
  int next(int state, char c) {
    return c < 128 ? next[state * width + classes[c]] : 0;
  }

  /** What ends in a state, or null. */
  Hit @Nullable [] hits(int state) {
    return hits[state];
  }
}
