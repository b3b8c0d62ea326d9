package org.faultmaven.sanitizer.document;

import java.util.List;
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
 * Judges the document that the record completes whose turn it is. Which one that is depends on the
 * records before, so there is one at a time; it may take longer than any transaction.
 */
public final class DocumentAhead implements Ahead {
  private final DocumentSanitizer sanitizer;
  private final ITracer tracer;
  private final Waiting waiting;
  private @Nullable Job<Outcome<CleanDocument>> job;

  public DocumentAhead(DocumentSanitizer sanitizer, ITracer tracer, Waiting waiting) {
    this.sanitizer = sanitizer;
    this.tracer = tracer;
    this.waiting = waiting;
  }

  @Override
  public void joined(RawRecord record) {
    // What it completes is seen at its turn.
  }

  @Override
  public void begin(boolean few) {
    // As above.
  }

  @Override
  public @Nullable Job<?> next() {
    return job;
  }

  /**
   * What came of a document.
   *
   * @param pieces of it, in order; the piece whose turn it is among them
   * @throws NotYetException while nothing came of it
   * @throws RefusedException when it must not go on
   */
  CleanDocument take(List<RawRecord> pieces) throws RefusedException {
    Job<Outcome<CleanDocument>> current = job;
    if (current == null) {
      List<RawRecord> all = List.copyOf(pieces);
      current = new Job<>(() -> judged(all), waiting);
      job = current;
    }
    Outcome<CleanDocument> outcome = current.get();
    job = null;
    return outcome.get();
  }

  private Outcome<CleanDocument> judged(List<RawRecord> pieces) {
    try (TraceSpan span =
        tracer.continued(TraceSpan.Kind.INTERNAL, "judge", pieces.getLast().headers())) {
      span.number("faultmaven.document.pieces", pieces.size());
      try {
        return Outcome.of(() -> sanitizer.sanitize(pieces));
      } catch (RuntimeException e) {
        span.failed(e);
        throw e;
      }
    }
  }
}
