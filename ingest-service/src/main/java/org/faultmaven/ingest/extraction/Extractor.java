package org.faultmaven.ingest.extraction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.faultmaven.contracts.config.ExtractionConfig;
import org.faultmaven.contracts.port.BackendException;

/**
 * Has documents read by processes of their own: started when first needed, used again and again,
 * ended when idle, replaced when one dies. As many documents at once as configured; others wait.
 * Safe for use by many threads.
 */
public final class Extractor implements AutoCloseable {
  private static final Duration IDLE = Duration.ofMinutes(5);

  private final ExtractionConfig config;
  private final Starter starter;
  private final MeterRegistry meters;
  private final Counter starts;
  private final Semaphore slots;
  private final Deque<Idle> idle = new ArrayDeque<>();
  private final Set<ExtractionProcess> running = new HashSet<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("extraction-timer").factory());
  private boolean closed;

  /** Starts a process. */
  interface Starter {
    Process start() throws IOException;
  }

  /** A process without work, and since when, by {@link System#nanoTime}. */
  private record Idle(ExtractionProcess process, long since) {}

  public Extractor(ExtractionConfig config, MeterRegistry meters) {
    this(config, meters, () -> ExtractionCommand.of(config.memory()).start());
  }

  Extractor(ExtractionConfig config, MeterRegistry meters, Starter starter) {
    this.config = config;
    this.starter = starter;
    this.meters = meters;
    this.slots = new Semaphore(config.processes(), true);
    this.starts =
        Counter.builder("faultmaven.extraction.starts")
            .description("Extraction processes started")
            .register(meters);
    var _ =
        timer.scheduleWithFixedDelay(
            this::endIdle, IDLE.toSeconds(), IDLE.toSeconds(), TimeUnit.SECONDS);
  }

  /**
   * @param room is told the text's size before memory is taken for it
   * @throws RefusedException when there is no text of it
   * @throws BackendException retryable, when all processes are busy for too long, or none can be
   *     started
   */
  public Extracted extract(ExtractionRequest request, ExtractionAnswer.Room room)
      throws RefusedException {
    acquire();
    long begin = System.nanoTime();
    String outcome = "failed";
    try {
      Extracted extracted = extractTwice(request, room);
      outcome = "extracted";
      return extracted;
    } catch (RefusedException e) {
      outcome = word(e.refusal());
      throw e;
    } finally {
      slots.release();
      Timer.builder("faultmaven.extraction")
          .description("Documents whose text was extracted, or not")
          .tag("format", word(request.format()))
          .tag("outcome", outcome)
          .register(meters)
          .record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
    }
  }

  /** A process may die of something else than the document: on another one it gets a chance. */
  private Extracted extractTwice(ExtractionRequest request, ExtractionAnswer.Room room)
      throws RefusedException {
    try {
      return extractOnce(request, room);
    } catch (RefusedException e) {
      if (e.refusal() != Refusal.CRASHED) {
        throw e;
      }
      return extractOnce(request, room);
    }
  }

  private Extracted extractOnce(ExtractionRequest request, ExtractionAnswer.Room room)
      throws RefusedException {
    ExtractionProcess process = process();
    try {
      return process.extract(request, config.timeout(), room);
    } finally {
      giveBack(process);
    }
  }

  private synchronized ExtractionProcess process() {
    if (closed) {
      throw new BackendException("The service is stopping", true);
    }
    // The one used last: the others come to be idle long enough to be ended.
    for (Idle known = idle.pollFirst(); known != null; known = idle.pollFirst()) {
      if (known.process().isAlive()) {
        return known.process();
      }
      end(known.process());
    }
    try {
      starts.increment();
      var process = new ExtractionProcess(starter.start(), timer);
      running.add(process);
      return process;
    } catch (IOException e) {
      throw new BackendException("The extraction process can't be started", true);
    }
  }

  private synchronized void giveBack(ExtractionProcess process) {
    if (process.isAlive()) {
      idle.addFirst(new Idle(process, System.nanoTime()));
    } else {
      end(process);
    }
  }

  private synchronized void endIdle() {
    idle.stream()
        .filter(each -> System.nanoTime() - each.since() > IDLE.toNanos())
        .toList()
        .forEach(
            each -> {
              idle.remove(each);
              end(each.process());
            });
  }

  private void end(ExtractionProcess process) {
    process.close();
    running.remove(process);
  }

  /** As long as a document before this one may take. */
  private void acquire() {
    try {
      if (!slots.tryAcquire(config.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new BackendException("Too many documents are being extracted", true);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackendException("The service is stopping", true);
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Ends the processes; a document that one is at is refused as crashed. */
  @Override
  public synchronized void close() {
    closed = true;
    timer.shutdownNow();
    idle.clear();
    running.forEach(ExtractionProcess::close);
    running.clear();
  }
}
