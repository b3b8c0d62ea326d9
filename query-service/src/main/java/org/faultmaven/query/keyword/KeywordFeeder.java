package org.faultmaven.query.keyword;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.WakeupException;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.IKeywordIndex;
import org.faultmaven.contracts.port.ITracer;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.NewerFormatException;
import org.faultmaven.contracts.topic.SanitizedTopic;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps this instance's keyword index in step with the {@code entries} topic: a consumer without a
 * group, on a thread of its own, which begins where the index says it is. Whatever fails is tried
 * again from there and shows in {@link #check}; the thread ends only at {@link #stop}. Starts
 * before the web server and stops after it.
 */
public final class KeywordFeeder implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(KeywordFeeder.class);
  private static final Duration STOP = Duration.ofSeconds(10);

  private final SanitizedTopic entries;
  private final IKeywordIndex index;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Duration pause;
  private final ITracer tracer;
  private final Counter unreadable;
  private final Counter failures;
  private volatile boolean caughtUp;
  private volatile @Nullable String failure;
  private volatile @Nullable Following following;

  /**
   * @param consumers a new consumer each time, which reads committed records, creates no topics and
   *     resets no offsets
   * @param pause between two tries
   */
  KeywordFeeder(
      SanitizedTopic entries,
      IKeywordIndex index,
      Supplier<Consumer<byte[], byte[]>> consumers,
      Duration pause,
      ITracer tracer,
      MeterRegistry meters) {
    this.entries = entries;
    this.index = index;
    this.consumers = consumers;
    this.pause = pause;
    this.tracer = tracer;
    this.unreadable =
        Counter.builder("faultmaven.keyword.unreadable")
            .description("Records of the entries topic that were skipped: no entry")
            .register(meters);
    this.failures =
        Counter.builder("faultmaven.keyword.failures")
            .description("Times the feeding of the keyword index broke off and began again")
            .register(meters);
  }

  /** Whether the index holds everything that stood in the topic at the start. */
  public boolean caughtUp() {
    return caughtUp;
  }

  /** Down while the index can't be fed. It is up, and searchable, while it catches up. */
  public Health check() {
    String why = failure;
    return why == null ? Health.up(Duration.ZERO) : Health.down(Duration.ZERO, why);
  }

  @Override
  public synchronized void start() {
    if (following == null) {
      var next = new Following();
      following = next;
      next.thread.start();
    }
  }

  @Override
  public synchronized void stop() {
    Following last = following;
    if (last != null) {
      last.end();
      following = null;
    }
  }

  @Override
  public boolean isRunning() {
    return following != null;
  }

  /** Before the web server, which starts 2,048 phases before the last. */
  @Override
  public int getPhase() {
    return DEFAULT_PHASE - 4096;
  }

  /** One run of the thread, between a start and a stop. */
  private final class Following implements Runnable, FeedRun.Listener {
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = new Thread(this, "keyword-feeder");

    private volatile @Nullable Consumer<byte[], byte[]> consuming;

    /** By a wake-up: an interrupt would close the index's files. */
    void end() {
      stopped.countDown();
      Consumer<byte[], byte[]> current = consuming;
      if (current != null) {
        current.wakeup();
      }
      try {
        if (!thread.join(STOP)) {
          log.warn("the keyword feeder did not stop within {}", STOP);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void run() {
      while (running()) {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
          consuming = consumer;
          new FeedRun(consumer, entries, index, this, tracer).follow();
        } catch (WakeupException e) {
          // By end() alone, which has counted down: the loop sees it.
          log.debug("the keyword feeder was woken up");
        } catch (RuntimeException e) {
          failed(e);
        } finally {
          consuming = null;
        }
      }
      flush();
    }

    /** So that the next start reads again only what it must; it would read it right anyway. */
    private void flush() {
      try {
        index.flush();
      } catch (BackendException e) {
        log.warn("the keyword index was not flushed at the stop: {}", e.getMessage());
      }
    }

    private void failed(RuntimeException e) {
      failures.increment();
      // Of unknown exceptions the class alone: a message may quote a record.
      String why =
          e instanceof BackendException || e instanceof NewerFormatException
              ? String.valueOf(e.getMessage())
              : "the entries topic can't be read into the keyword index ("
                  + e.getClass().getSimpleName()
                  + "); it is tried again";
      failure = why;
      log.warn("the keyword feeder begins again: {}", why);
      try {
        boolean ended = stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        log.debug("the keyword feeder {}", ended ? "ends" : "goes on");
      } catch (InterruptedException interrupted) {
        log.debug("the keyword feeder was interrupted");
      }
    }

    @Override
    public boolean running() {
      return stopped.getCount() > 0;
    }

    @Override
    public void fed() {
      failure = null;
    }

    @Override
    public void reachedEnd() {
      if (!caughtUp) {
        log.info("the keyword index has caught up with {}", entries.name());
      }
      caughtUp = true;
    }

    @Override
    public boolean live() {
      return caughtUp;
    }

    @Override
    public void unreadable(int partition, long offset) {
      unreadable.increment();
      log.warn("no entry at {}-{} offset {}: skipped", entries.name(), partition, offset);
    }

    @Override
    public void rebuilding(String why) {
      log.warn("the keyword index is read anew from the beginning of {}: {}", entries.name(), why);
    }
  }
}
