package org.faultmaven.adapters.call;

import java.io.Serial;
import org.faultmaven.contracts.port.BackendException;
import org.jspecify.annotations.Nullable;

/** A call that failed, and in what way. Holds no content, as every {@link BackendException}. */
public final class CallFailedException extends BackendException {
  @Serial private static final long serialVersionUID = 1;

  /** Ways to fail that are not the system's answer. */
  static final String TIMEOUT = "timeout";

  static final String INTERRUPTED = "interrupted";
  static final String BREAKER_OPEN = "breaker open";

  private final String kind;

  /**
   * @param kind the class of the error, for health and logs: {@code HTTP 503}, {@code
   *     ConnectException}; one of few
   * @param message what failed and what to do, without content
   * @param retryable see {@link BackendException#retryable()}: true for everything that is not the
   *     fault of what was sent
   */
  public CallFailedException(String kind, String message, boolean retryable) {
    this(kind, message, retryable, null);
  }

  CallFailedException(String kind, String message, boolean retryable, @Nullable StackOnly stack) {
    super(message, retryable);
    this.kind = kind;
    if (stack != null) {
      initCause(stack);
    }
  }

  public String kind() {
    return kind;
  }

  /** Whether it took too long, so that the system may be at it still. */
  public boolean isTimeout() {
    return kind.equals(TIMEOUT);
  }
}
