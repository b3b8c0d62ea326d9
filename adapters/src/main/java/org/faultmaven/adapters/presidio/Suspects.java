package org.faultmaven.adapters.presidio;

import java.io.Serial;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Texts that Presidio did not answer in time, by their keyed hashes. Each time, they are sent with
 * half as many others, until the one that takes too long stands alone. Safe for use by many
 * threads.
 */
final class Suspects {
  /** From here on a text is sent alone, and the server asked before whether it is well. */
  static final int ALONE = 7;

  private static final int MAX = 10_000;

  @SuppressWarnings("serial") // never serialised
  private final Map<String, Integer> levels =
      new LinkedHashMap<>() {
        @Serial private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > MAX;
        }
      };

  /** How often it was among texts that took too long. */
  synchronized int level(String key) {
    return levels.getOrDefault(key, 0);
  }

  synchronized void late(Collection<String> keys) {
    keys.forEach(key -> levels.merge(key, 1, Integer::sum));
  }

  synchronized void answered(Collection<String> keys) {
    if (!levels.isEmpty()) {
      levels.keySet().removeAll(keys);
    }
  }

  /** Divides texts into batches: fewer together, the more they are suspected. */
  List<List<Asked>> batches(List<Asked> texts) {
    var batches = new ArrayList<List<Asked>>();
    var byLevel = new LinkedHashMap<Integer, Batch>();
    for (Asked text : texts) {
      int level = Math.min(level(text.key()), ALONE);
      Batch batch = byLevel.computeIfAbsent(level, Batch::new);
      if (batch.isFull(text)) {
        batches.add(batch.texts);
        batch = new Batch(level);
        byLevel.put(level, batch);
      }
      batch.add(text);
    }
    byLevel.values().forEach(batch -> batches.add(batch.texts));
    return batches;
  }

  /** Texts of one level. */
  private static final class Batch {
    /** More gain nothing, and one that fails then takes more of them with it. */
    private static final int MAX_TEXTS = 64;

    /** About two seconds of Presidio's time with its small model. */
    private static final int MAX_CHARS = 16_000;

    private final int level;
    private final List<Asked> texts = new ArrayList<>();
    private int chars;

    Batch(int level) {
      this.level = level;
    }

    boolean isFull(Asked next) {
      return !texts.isEmpty()
          && (texts.size() >= MAX_TEXTS >> level
              || chars + next.text().length() > MAX_CHARS >> level);
    }

    void add(Asked text) {
      texts.add(text);
      chars += text.text().length();
    }
  }
}
