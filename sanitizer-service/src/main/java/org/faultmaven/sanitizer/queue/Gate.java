package org.faultmaven.sanitizer.queue;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Shut while the sanitiser is away. What finds it away shuts it; whoever holds the stream still,
 * and asks the sanitiser meanwhile, opens it again. Safe for use by many threads.
 */
public final class Gate {
  private final AtomicReference<@Nullable String> shutBy = new AtomicReference<>();
  private volatile Consumer<String> listener = error -> {};

  /** Told the class of the error each time it is shut, on the thread that shuts it. */
  public void onShut(Consumer<String> told) {
    listener = told;
  }

  void shut(RuntimeException outage) {
    String error = outage.getClass().getSimpleName();
    if (shutBy.compareAndSet(null, error)) {
      listener.accept(error);
    }
  }

  public void open() {
    shutBy.set(null);
  }

  public boolean isShut() {
    return shutBy.get() != null;
  }

  /** The class of the error that shut it; null while it is open. */
  public @Nullable String shutBy() {
    return shutBy.get();
  }
}
