package org.faultmaven.sanitizer.queue;

import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.ITracer;
import org.faultmaven.contracts.trace.TraceSpan;
import org.faultmaven.sanitizer.format.RawRecord;
import org.faultmaven.sanitizer.outlet.Outgoing;
import org.jspecify.annotations.Nullable;

/**
 * Hands records to their handler, in order: at once, or, with somebody who judges ahead, as soon as
 * they are judged. Until then they are in a store, so that the stream commits and goes on whatever
 * the sanitiser does; they are not counted as read before they are handled.
 *
 * <p>The thread of the stream never waits long: a transaction that outlives its time-out would be
 * begun again for ever. Only when a queue is full it waits a moment for room, which slows what
 * comes in to what gets out.
 */
public final class QueuedProcessor implements Processor<byte[], byte[], byte[], Outgoing> {
  /** The store's name. */
  public static final String STORE = RecordQueue.STORE;

  /** How often the stream looks for what has been judged. */
  static final Duration TURN = Duration.ofMillis(50);

  private final String name;
  private final Handler handler;
  private final @Nullable Ahead ahead;
  private final @Nullable Waiting waiting;
  private final long maxBytes;
  private final ITracer tracer;
  private final Clock clock;
  private @Nullable Cancellable turns;

  // Set by init(), which Streams calls before anything else.
  @SuppressWarnings("NullAway.Init")
  private ProcessorContext<byte[], Outgoing> context;

  @SuppressWarnings("NullAway.Init")
  private RecordQueue queue;

  private QueuedProcessor(
      String name,
      Handler handler,
      @Nullable Ahead ahead,
      @Nullable Waiting waiting,
      long maxBytes,
      ITracer tracer,
      Clock clock) {
    this.name = name;
    this.handler = handler;
    this.ahead = ahead;
    this.waiting = waiting;
    this.maxBytes = maxBytes;
    this.tracer = tracer;
    this.clock = clock;
  }

  /** Handles each record at once, after those that waited when another judged ahead. */
  public static QueuedProcessor direct(String name, Handler handler, ITracer tracer, Clock clock) {
    return new QueuedProcessor(name, handler, null, null, 0, tracer, clock);
  }

  /**
   * Handles each record once it is judged.
   *
   * @param name of the queue in the store
   * @param maxBytes the largest record that the store takes
   */
  public static QueuedProcessor waiting(
      String name,
      Handler handler,
      Ahead ahead,
      Waiting waiting,
      long maxBytes,
      ITracer tracer,
      Clock clock) {
    return new QueuedProcessor(name, handler, ahead, waiting, maxBytes, tracer, clock);
  }

  @Override
  public void init(ProcessorContext<byte[], Outgoing> context) {
    this.context = context;
    handler.init(context);
    queue =
        new RecordQueue(context.getStateStore(STORE), name, context.taskId().partition(), maxBytes);
    if (ahead != null && waiting != null) {
      queue.records().forEach(ahead::joined);
      waiting.count(queue.size());
    }
    if (ahead != null || !queue.isEmpty()) {
      turns = context.schedule(TURN, PunctuationType.WALL_CLOCK_TIME, now -> turn());
    }
  }

  /**
   * @throws BackendException while the sanitiser is away and nobody judges ahead
   */
  @Override
  public void process(Record<byte[], byte[]> record) {
    RawRecord raw = RawRecord.of(record, context.recordMetadata().orElseThrow());
    tracer.received(raw.topic(), raw.partition(), raw.offset(), raw.headers());
    if (ahead == null || waiting == null) {
      handleAll();
      handle(raw);
      return;
    }
    if (!queue.add(raw, clock.instant())) {
      handleWithoutStore(raw, ahead, waiting);
      return;
    }
    waiting.count(1);
    ahead.joined(raw);
    ahead.begin(false);
    handleAll();
    makeRoom(ahead, waiting);
  }

  /**
   * A record too large for the store's changelog, of a topic that takes larger ones than this
   * installation's: its turn must come while the stream looks at it, or it is read again.
   */
  private void handleWithoutStore(RawRecord raw, Ahead ahead, Waiting waiting) {
    boolean joined = false;
    while (waiting.left() > 0 && !waiting.gate().isShut()) {
      handleAll();
      if (queue.isEmpty()) {
        if (!joined) {
          ahead.joined(raw);
          joined = true;
        }
        try {
          ahead.begin(true);
          handle(raw);
          return;
        } catch (NotYetException e) {
          // It may be, a moment later.
        }
      }
      ahead.begin(true);
      awaitNext(ahead, waiting);
    }
    throw new BackendException("a record too large to wait in the store is not judged yet", true);
  }

  private void turn() {
    if (ahead != null && waiting != null) {
      waiting.turned();
      ahead.begin(true);
    }
    handleAll();
    if (ahead == null && turns != null) {
      turns.cancel();
    }
  }

  private void makeRoom(Ahead ahead, Waiting waiting) {
    while (queue.isFull() && !waiting.gate().isShut() && waiting.left() > 0) {
      ahead.begin(true);
      if (!awaitNext(ahead, waiting)) {
        return;
      }
      handleAll();
    }
  }

  private static boolean awaitNext(Ahead ahead, Waiting waiting) {
    Job<?> next = ahead.next();
    if (next != null) {
      waiting.await(next);
    }
    return next != null;
  }

  private void handleAll() {
    for (RawRecord head = queue.head(); head != null; head = queue.head()) {
      Job<?> next = ahead == null ? null : ahead.next();
      if (next != null && next.isRunning()) {
        return;
      }
      try {
        handle(head);
      } catch (NotYetException e) {
        return;
      }
      queue.removeHead();
      if (waiting != null) {
        waiting.count(-1);
      }
    }
  }

  /** In the trace of the record, whose next part it is; and so is everything that it sends. */
  private void handle(RawRecord raw) {
    try (TraceSpan span = tracer.continued(TraceSpan.Kind.CONSUMER, "sanitize", raw.headers())) {
      span.about(raw.topic())
          .record(raw.topic(), raw.partition(), raw.offset())
          .word("messaging.operation.type", "process");
      try {
        handler.handle(raw);
      } catch (NotYetException e) {
        span.forget();
        throw e;
      } catch (RuntimeException e) {
        span.failed(e);
        throw e;
      }
    }
  }

  @Override
  public void close() {
    if (waiting != null && queue != null) {
      waiting.count(-queue.size());
    }
  }
}
