package org.faultmaven.standalone.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.faultmaven.standalone.client.ApiClient;
import org.faultmaven.standalone.client.ApiException;
import org.faultmaven.standalone.client.LedgerCounts;

/**
 * Waits until records sent to a topic went all the way. They stand behind what was pending before,
 * so they have when the ledger has grown by both.
 */
final class ProcessedWait {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  /** As long may the count stand still: a restart of Streams takes less. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final ApiClient api;
  private final String topic;
  private final LedgerCounts before;

  private ProcessedWait(ApiClient api, String topic, LedgerCounts before) {
    this.api = api;
    this.topic = topic;
    this.before = before;
  }

  /** Remembers how the ledger is now, before anything is sent. */
  static ProcessedWait before(ApiClient api, String topic) throws ApiException {
    return new ProcessedWait(api, topic, LedgerCounts.topic(api, topic));
  }

  /**
   * @param sent records that Kafka acknowledged since
   * @return what the ledger grew by
   * @throws CommandFailure when nothing goes on for minutes
   */
  LedgerCounts await(long sent, PrintWriter err, boolean terminal)
      throws ApiException, CommandFailure {
    long goal = before.processed() + before.pending() + sent;
    long moved = System.nanoTime();
    long said = moved;
    LedgerCounts now = LedgerCounts.topic(api, topic);
    while (now.processed() < goal) {
      long nanos = System.nanoTime();
      if (nanos - moved > PATIENCE.toNanos()) {
        throw CommandFailure.failed(
            "%,d of the records are still not processed, and nothing moved for %d minutes. See ./faultmaven status."
                .formatted(goal - now.processed(), PATIENCE.toMinutes()));
      }
      if (nanos - said > (terminal ? 500_000_000L : 5_000_000_000L)) {
        said = nanos;
        String text =
            String.format(Locale.ROOT, "%,d records to go", Math.max(0, goal - now.processed()));
        err.print(terminal ? "\r" + text + "   " : text + System.lineSeparator());
        err.flush();
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      LedgerCounts next = LedgerCounts.topic(api, topic);
      if (next.processed() != now.processed()) {
        moved = System.nanoTime();
      }
      now = next;
    }
    if (terminal) {
      err.print("\r" + " ".repeat(40) + "\r");
      err.flush();
    }
    return now.minus(before);
  }
}
