package org.faultmaven.query.tool;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.query.tool.ToolOutcome.Status;
import org.jspecify.annotations.Nullable;

/**
 * What came of calls with an idempotency key, for a while: such a call, sent again, gets the same
 * result or waits for the one under way. Only sanitised text is kept, and only of calls that tools
 * answered. Safe for use by many threads.
 */
final class OutcomeMemory {
  private static final int MAX = 500;
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final SanitizedText REUSED =
      SanitizedText.constant("The idempotency key has been used with other arguments.");

  private record Remembered(
      SanitizedText arguments, Instant since, CompletableFuture<ToolOutcome> outcome) {}

  private final Map<String, Remembered> byKey = new LinkedHashMap<>();
  private final Clock clock;

  OutcomeMemory(Clock clock) {
    this.clock = clock;
  }

  ToolOutcome of(String key, SanitizedText arguments, Supplier<ToolOutcome> call) {
    var mine = new Remembered(arguments, clock.instant(), new CompletableFuture<>());
    Remembered known = remember(key, mine);
    if (known == null) {
      return carryOut(key, mine, call);
    }
    if (!known.arguments.equals(arguments)) {
      return new ToolOutcome(REUSED, Status.KEY_REUSED, Duration.ZERO, false, "");
    }
    return joined(known.outcome);
  }

  private synchronized @Nullable Remembered remember(String key, Remembered mine) {
    Instant oldest = clock.instant().minus(WINDOW);
    var eldest = byKey.values().iterator();
    while (eldest.hasNext()) {
      boolean old = eldest.next().since.isBefore(oldest) || byKey.size() >= MAX;
      if (!old) {
        break;
      }
      eldest.remove();
    }
    return byKey.putIfAbsent(key, mine);
  }

  private ToolOutcome carryOut(String key, Remembered mine, Supplier<ToolOutcome> call) {
    boolean keep = false;
    try {
      ToolOutcome outcome = call.get();
      keep = outcome.ok() || outcome.status() == Status.FAILED;
      mine.outcome.complete(outcome);
      return outcome;
    } catch (RuntimeException e) {
      mine.outcome.completeExceptionally(e);
      throw e;
    } finally {
      if (!keep) {
        forget(key, mine);
      }
    }
  }

  private synchronized void forget(String key, Remembered mine) {
    byKey.remove(key, mine);
  }

  private static ToolOutcome joined(CompletableFuture<ToolOutcome> outcome) {
    try {
      return outcome.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof BackendException known
          ? known
          : new BackendException("The call that this one repeats broke off", true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackendException("The service is stopping", true);
    }
  }
}
