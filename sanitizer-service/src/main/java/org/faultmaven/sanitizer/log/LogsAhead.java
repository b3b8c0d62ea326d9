package org.faultmaven.sanitizer.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.faultmaven.contracts.port.ITracer;
import org.faultmaven.contracts.trace.TraceSpan;
import org.faultmaven.sanitizer.format.RawRecord;
import org.faultmaven.sanitizer.format.RefusedException;
import org.faultmaven.sanitizer.queue.Ahead;
import org.faultmaven.sanitizer.queue.Job;
import org.faultmaven.sanitizer.queue.NotYetException;
import org.faultmaven.sanitizer.queue.Outcome;
import org.faultmaven.sanitizer.queue.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * Judges log records ahead of their turn, many in a batch: what a sanitiser elsewhere takes for a
 * call is paid once a batch.
 */
public final class LogsAhead implements Ahead {
  private static final int MAX_BATCH = 200;

  /**
   * Of raw values in a batch: what a batch makes of memory, and how long its first record waits.
   */
  private static final long MAX_BATCH_BYTES = 256 * 1024;

  /** Enough for one to be ready while another is judged; more would fill the memory. */
  private static final int MAX_BATCHES = 4;

  /** The records of a batch that are not taken, and what came of all. */
  private record Batch(ArrayDeque<RawRecord> records, Job<ArrayDeque<Outcome<CleanLog>>> job) {}

  private final LogSanitizer sanitizer;
  private final ITracer tracer;
  private final Waiting waiting;
  private final ArrayDeque<RawRecord> pending = new ArrayDeque<>();
  private final ArrayDeque<Batch> batches = new ArrayDeque<>();

  public LogsAhead(LogSanitizer sanitizer, ITracer tracer, Waiting waiting) {
    this.sanitizer = sanitizer;
    this.tracer = tracer;
    this.waiting = waiting;
  }

  @Override
  public void joined(RawRecord record) {
    pending.add(record);
  }

  @Override
  public void begin(boolean few) {
    while (batches.size() < MAX_BATCHES
        && (pending.size() >= MAX_BATCH || (few && !pending.isEmpty()))) {
      List<RawRecord> records = nextBatch();
      batches.add(new Batch(new ArrayDeque<>(records), new Job<>(() -> judged(records), waiting)));
    }
  }

  /** One span for all of them: what is asked of a backend is asked for all at once. */
  private ArrayDeque<Outcome<CleanLog>> judged(List<RawRecord> records) {
    List<Headers> headers = records.stream().map(RawRecord::headers).toList();
    try (TraceSpan span = tracer.batch("judge", headers)) {
      try {
        return new ArrayDeque<>(sanitizer.sanitizeAll(records));
      } catch (RuntimeException e) {
        span.failed(e);
        throw e;
      }
    }
  }

  private List<RawRecord> nextBatch() {
    var records = new ArrayList<RawRecord>();
    long bytes = 0;
    while (!pending.isEmpty() && records.size() < MAX_BATCH && bytes < MAX_BATCH_BYTES) {
      RawRecord record = pending.remove();
      byte[] value = record.value();
      bytes += value == null ? 0 : value.length;
      records.add(record);
    }
    return records;
  }

  @Override
  public @Nullable Job<?> next() {
    Batch next = batches.peek();
    return next == null ? null : next.job;
  }

  /**
   * What came of the record whose turn it is.
   *
   * @throws NotYetException while nothing came of it
   * @throws RefusedException when it must not go on
   */
  CleanLog take(RawRecord record) throws RefusedException {
    Batch batch = batches.peek();
    if (batch == null) {
      throw new NotYetException();
    }
    ArrayDeque<Outcome<CleanLog>> outcomes = batch.job.get();
    if (batch.records.remove() != record) {
      throw new IllegalStateException("it is another record's turn");
    }
    Outcome<CleanLog> outcome = outcomes.remove();
    if (batch.records.isEmpty()) {
      batches.remove();
    }
    return outcome.get();
  }
}
