package org.faultmaven.sanitizer.canary;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Raised once, when raw text was seen behind the sanitizer; tells every stream there is. */
public final class LeakAlarm {
  private final List<Consumer<String>> listeners = new ArrayList<>();
  private @Nullable String why;

  /** Is told why, at once when the alarm was raised before. */
  public synchronized void onLeak(Consumer<String> listener) {
    listeners.add(listener);
    if (why != null) {
      listener.accept(why);
    }
  }

  /**
   * @param seen a sentence without content
   */
  public synchronized void raise(String seen) {
    if (why == null) {
      why = seen;
      listeners.forEach(listener -> listener.accept(seen));
    }
  }
}
