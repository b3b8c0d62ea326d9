package org.faultmaven.adapters.presidio;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers by keyed hashes of what was asked. The least recently used goes first. Thread-safe. */
final class Remembered<T> {
  private final Map<String, T> answers;

  Remembered(int max) {
    answers =
        new LinkedHashMap<>(64, 0.75f, true) {
          @Serial private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > max;
          }
        };
  }

  synchronized @Nullable T get(String key) {
    return answers.get(key);
  }

  synchronized void put(String key, T answer) {
    answers.put(key, answer);
  }

  synchronized void clear() {
    answers.clear();
  }

  synchronized int size() {
    return answers.size();
  }
}
