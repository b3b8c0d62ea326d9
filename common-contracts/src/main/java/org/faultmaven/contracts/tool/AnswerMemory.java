package org.faultmaven.contracts.tool;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What came of calls, by idempotency key, for a while: a call that comes again is answered from
 * here and not carried out again. Bounded in number, and so in bytes. Safe for use by many threads.
 */
final class AnswerMemory {
  private static final int MAX = 1_000;
  private static final long MAX_BYTES = 32 << 20;
  private static final Duration WINDOW = Duration.ofMinutes(5);

  /** A call that was carried out, or is. */
  static final class Remembered {
    private final byte[] arguments;
    private final CompletableFuture<ToolAnswer> answer;
    private final long since = System.nanoTime();
    private final Set<String> answered = new HashSet<>();

    Remembered(byte[] arguments, CompletableFuture<ToolAnswer> answer) {
      this.arguments = arguments;
      this.answer = answer;
    }

    CompletableFuture<ToolAnswer> answer() {
      return answer;
    }

    boolean isOf(byte[] others) {
      return Arrays.equals(arguments, others);
    }

    /** True once a correlation id: a record that was delivered again needs no second answer. */
    synchronized boolean firstAnswerTo(String correlation) {
      return answered.add(correlation);
    }
  }

  private final Map<String, Remembered> byKey = new LinkedHashMap<>();
  private final int max;

  /**
   * @param maxResult the most bytes of one answer
   */
  AnswerMemory(int maxResult) {
    this.max = (int) Math.max(16, Math.min(MAX, MAX_BYTES / maxResult));
  }

  /**
   * The call of that key; begun now when there is none.
   *
   * @param begin null when it can't begin now
   * @return null likewise
   */
  synchronized @Nullable Remembered of(
      String key, byte[] arguments, Supplier<@Nullable CompletableFuture<ToolAnswer>> begin) {
    Remembered known = byKey.get(key);
    if (known != null) {
      return known;
    }
    CompletableFuture<ToolAnswer> answer = begin.get();
    if (answer == null) {
      return null;
    }
    tidy();
    var begun = new Remembered(arguments, answer);
    byKey.put(key, begun);
    return begun;
  }

  private void tidy() {
    long now = System.nanoTime();
    var eldest = byKey.values().iterator();
    while (eldest.hasNext()) {
      boolean old = now - eldest.next().since > WINDOW.toNanos() || byKey.size() >= max;
      if (!old) {
        break;
      }
      eldest.remove();
    }
  }

  synchronized void forget(String key, Remembered call) {
    byKey.remove(key, call);
  }
}
