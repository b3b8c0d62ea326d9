package org.faultmaven.ingest.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.NewerFormatException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Follows a whole topic from its beginning and hands every committed record to a {@link Reader}: a
 * consumer without a group, on a thread of its own. Whatever fails is tried again from where it
 * was, once a second; the thread ends only at {@link #stop}. A topic that does not exist counts as
 * empty until it does. Starts before the web server and stops after it.
 */
public final class TopicView implements SmartLifecycle {
  /** What a view is made of. Called on one thread. */
  public interface Reader {
    /**
     * A committed record; a record may come again after a failure. What this throws is counted and
     * logged by its class, and the record is skipped; a {@link NewerFormatException} is waited at.
     */
    void read(ConsumerRecord<byte[], byte[]> record);

    /** Records of the partition below {@code firstOffset} are gone from the topic. */
    default void expired(int partition, long firstOffset) {}
  }

  private static final Logger log = LoggerFactory.getLogger(TopicView.class);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration REFRESH = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration STOP = Duration.ofSeconds(10);

  private final String topic;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Reader reader;
  private final Counter skipped;
  private final Counter failures;
  private final Queue<End> asked = new ConcurrentLinkedQueue<>();
  private final End start = new End(new CompletableFuture<>());

  // Of the following thread alone.
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final List<Sought> sought = new ArrayList<>();

  private volatile @Nullable Following following;

  /**
   * @param consumers a new consumer each time, which reads committed records and creates no topics
   */
  public TopicView(
      String topic,
      Supplier<Consumer<byte[], byte[]>> consumers,
      Reader reader,
      MeterRegistry meters) {
    this.topic = topic;
    this.consumers = consumers;
    this.reader = reader;
    this.skipped =
        Counter.builder("faultmaven.view.skipped")
            .description("Records that a view could not read")
            .tag("topic", topic)
            .register(meters);
    this.failures =
        Counter.builder("faultmaven.view.failures")
            .description("Times a view lost Kafka and began again")
            .tag("topic", topic)
            .register(meters);
    asked.add(start);
  }

  /** Whether everything that stood in the topic at the start has been read. */
  public boolean caughtUp() {
    return start.reached().isDone();
  }

  /**
   * Waits until every record that was committed before this call has been read.
   *
   * @throws BackendException retryable, when that takes longer than {@code patience}
   */
  public void awaitEnd(Duration patience) {
    var end = new End(new CompletableFuture<>());
    asked.add(end);
    try {
      end.reached().get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw late();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw late();
    } catch (ExecutionException e) {
      throw new IllegalStateException("an end is reached or given up", e);
    } finally {
      end.reached().cancel(false);
    }
  }

  /**
   * As {@link #awaitEnd}; once the view has caught up, what it knows is good enough while Kafka
   * does not answer.
   *
   * @throws BackendException retryable, when it has not
   */
  public void refresh(Duration patience) {
    try {
      awaitEnd(patience);
    } catch (BackendException e) {
      if (!caughtUp()) {
        throw e;
      }
      log.debug("{} is shown as it was known last", topic);
    }
  }

  private BackendException late() {
    return new BackendException(
        "Kafka did not show the end of " + topic + " in time; try again shortly", true);
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

  private record End(CompletableFuture<Void> reached) {}

  private record Sought(End end, Map<TopicPartition, Long> offsets) {}

  /** One run of the thread, between a start and a stop. */
  private final class Following implements Runnable {
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = new Thread(this, "view-" + topic);
    private volatile @Nullable Consumer<byte[], byte[]> consuming;

    void end() {
      stopped.countDown();
      // Not by an interrupt: a consumer can't close in order after one, and logs it as an error.
      Consumer<byte[], byte[]> consumer = consuming;
      if (consumer != null) {
        consumer.wakeup();
      }
      try {
        if (!thread.join(STOP)) {
          log.warn("the view of {} did not stop within {}", topic, STOP);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void run() {
      while (stopped.getCount() > 0) {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
          consuming = consumer;
          if (stopped.getCount() > 0) {
            follow(consumer);
          }
        } catch (WakeupException e) {
          // By end() alone, which has counted down: the loop sees it.
          log.debug("the view of {} was woken", topic);
        } catch (InterruptedException e) {
          log.debug("the view of {} was interrupted", topic);
        } catch (RuntimeException e) {
          failures.increment();
          log.warn("the view of {} begins again after {}", topic, e.getClass().getSimpleName());
          pause();
        } finally {
          consuming = null;
        }
      }
    }

    private void pause() {
      try {
        boolean ended = stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        log.debug("the view of {} {}", topic, ended ? "ends" : "goes on");
      } catch (InterruptedException e) {
        // By end() alone, which has counted down: the loop sees it.
        log.debug("the view of {} was interrupted", topic);
      }
    }

    private void follow(Consumer<byte[], byte[]> consumer) throws InterruptedException {
      assign(consumer);
      long refreshAt = System.nanoTime() + REFRESH.toNanos();
      while (stopped.getCount() > 0) {
        if (System.nanoTime() - refreshAt > 0) {
          assign(consumer);
          consumer
              .beginningOffsets(consumer.assignment())
              .forEach((partition, first) -> reader.expired(partition.partition(), first));
          refreshAt = System.nanoTime() + REFRESH.toNanos();
        }
        seekEnds(consumer);
        reachEnds();
        if (consumer.assignment().isEmpty()) {
          boolean ended = stopped.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
          if (ended) {
            return;
          }
        } else {
          consumer.poll(POLL).forEach(this::read);
          for (TopicPartition partition : consumer.assignment()) {
            positions.put(partition, consumer.position(partition));
          }
        }
        reachEnds();
      }
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
      try {
        reader.read(record);
      } catch (NewerFormatException e) {
        // To be read when this service is upgraded: skipped, it would be missing until then.
        throw e;
      } catch (RuntimeException e) {
        skipped.increment();
        log.warn(
            "{}/{}/{} can't be read ({})",
            topic,
            record.partition(),
            record.offset(),
            e.getClass().getSimpleName());
      }
    }

    /** Takes every partition there is: partitions may be added, or the topic created late. */
    private void assign(Consumer<byte[], byte[]> consumer) {
      Set<TopicPartition> all =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .collect(Collectors.toSet());
      Set<TopicPartition> before = Set.copyOf(consumer.assignment());
      if (all.equals(before)) {
        return;
      }
      consumer.assign(all);
      for (TopicPartition partition : all) {
        Long position = positions.get(partition);
        if (position == null) {
          consumer.seekToBeginning(Set.of(partition));
        } else {
          consumer.seek(partition, position);
        }
      }
    }

    /** The ends are read after they were asked for, so that they cover what was committed then. */
    private void seekEnds(Consumer<byte[], byte[]> consumer) {
      if (asked.isEmpty()) {
        return;
      }
      var ends = List.copyOf(asked);
      assign(consumer);
      Map<TopicPartition, Long> offsets =
          consumer.assignment().isEmpty()
              ? Map.of()
              : Map.copyOf(consumer.endOffsets(consumer.assignment()));
      for (End end : ends) {
        sought.add(new Sought(end, offsets));
        asked.remove(end);
      }
    }

    private void reachEnds() {
      for (Iterator<Sought> each = sought.iterator(); each.hasNext(); ) {
        Sought next = each.next();
        boolean reached =
            next.offsets().entrySet().stream()
                .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
        if (reached) {
          next.end().reached().complete(null);
        }
        if (next.end().reached().isDone()) {
          each.remove();
        }
      }
    }
  }
}
