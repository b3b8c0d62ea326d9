package org.faultmaven.runtime.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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
 * Hands every record of a topic to this instance: a consumer without a group, on a thread of its
 * own. Whatever fails is tried again.
 */
public final class TopicFollower implements SmartLifecycle {
  /** Where to begin. */
  public enum Start {
    /** With all that stands there, again after every failure. */
    BEGINNING,
    /** With what comes from now on; after a failure where it broke off. */
    END
  }

  /**
   * Is handed the records, by one thread. It throws nothing but a {@link NewerFormatException},
   * which the reading waits at: all is handed over again.
   */
  public interface Listener {
    /**
     * @param old whether it stood there when the reading began
     */
    void record(ConsumerRecord<byte[], byte[]> record, boolean old);

    /** Time goes by, whether records come or not. */
    default void tick() {}

    /** All that stands there comes from its beginning, for the first time or once more. */
    default void begin() {}

    /** What stood there when the reading began has been handed over. */
    default void caughtUp() {}
  }

  private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LOOK = Duration.ofMinutes(1);
  private static final Duration STOP = Duration.ofSeconds(10);

  private final String topic;
  private final Start start;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Listener listener;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private volatile boolean ready;
  private volatile @Nullable Run current;

  /**
   * @param consumers a new consumer each time, which creates no topics
   */
  public TopicFollower(
      String topic, Start start, Supplier<Consumer<byte[], byte[]>> consumers, Listener listener) {
    this.topic = topic;
    this.start = start;
    this.consumers = consumers;
    this.listener = listener;
  }

  /** Whether what comes now is handed over at once. */
  public boolean ready() {
    return ready;
  }

  @Override
  public synchronized void start() {
    if (current == null) {
      var run = new Run();
      current = run;
      run.thread.start();
    }
  }

  @Override
  public synchronized void stop() {
    Run run = current;
    if (run != null) {
      run.end();
      current = null;
    }
  }

  @Override
  public boolean isRunning() {
    return current != null;
  }

  /** Before the web server, which starts 2,048 phases before the last. */
  @Override
  public int getPhase() {
    return DEFAULT_PHASE - 4096;
  }

  /** One run of the thread, between a start and a stop. */
  private final class Run implements Runnable {
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("follow-" + topic).unstarted(this);
    private volatile @Nullable Consumer<byte[], byte[]> consuming;

    void end() {
      stopped.countDown();
      Consumer<byte[], byte[]> consumer = consuming;
      if (consumer != null) {
        consumer.wakeup();
      }
      try {
        if (!thread.join(STOP)) {
          LOG.warn("the reader of {} did not stop within {}", topic, STOP);
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
          follow(consumer);
        } catch (WakeupException e) {
          LOG.debug("the reader of {} was woken up", topic);
        } catch (RuntimeException e) {
          // Of unknown exceptions the class alone: a message may quote a record.
          LOG.warn(
              "{} can't be read ({}); it is tried again",
              topic,
              e instanceof BackendException || e instanceof NewerFormatException
                  ? e.getMessage()
                  : e.getClass().getSimpleName());
          pause();
        } finally {
          consuming = null;
          ready = false;
        }
      }
    }

    private boolean running() {
      return stopped.getCount() > 0;
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
      List<TopicPartition> partitions = partitions(consumer);
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      boolean first = positions.isEmpty();
      for (TopicPartition partition : partitions) {
        consumer.seek(partition, begin(partition, ends, first));
      }
      ready = start == Start.END;
      if (!ready) {
        listener.begin();
      }
      long looked = System.nanoTime();
      while (running()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          var partition = new TopicPartition(record.topic(), record.partition());
          listener.record(record, record.offset() < ends.getOrDefault(partition, 0L));
          positions.put(partition, record.offset() + 1);
        }
        listener.tick();
        if (!ready
            && partitions.stream()
                .allMatch(each -> consumer.position(each) >= ends.getOrDefault(each, 0L))) {
          listener.caughtUp();
          ready = true;
        }
        if (System.nanoTime() - looked > LOOK.toNanos()) {
          looked = System.nanoTime();
          if (partitions(consumer).size() != partitions.size()) {
            return;
          }
        }
      }
    }

    private long begin(TopicPartition partition, Map<TopicPartition, Long> ends, boolean first) {
      if (start == Start.BEGINNING) {
        return 0;
      }
      Long known = positions.get(partition);
      if (known == null) {
        // A partition that came later is read from its first record.
        known = first ? ends.getOrDefault(partition, 0L) : 0L;
      }
      positions.put(partition, known);
      return known;
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
      List<TopicPartition> found =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      if (found.isEmpty()) {
        throw new BackendException(
            "the topic does not exist; create it (docs/topics.md) or set kafka.create-topics=true",
            true);
      }
      return found;
    }

    private void pause() {
      try {
        boolean ended = stopped.await(PAUSE.toNanos(), TimeUnit.NANOSECONDS);
        LOG.debug("the reader of {} {}", topic, ended ? "ends" : "goes on");
      } catch (InterruptedException e) {
        LOG.debug("the reader of {} was interrupted", topic);
      }
    }
  }
}
