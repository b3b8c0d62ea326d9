package org.faultmaven.contracts.tool;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the calls of one version of a tool, shared with its other instances by a consumer group.
 * Commits a call when it was answered, or when nobody waits for it: what a killed instance leaves
 * is delivered to another. While all places are taken it reads nothing more.
 */
final class CallLoop implements Runnable, ConsumerRebalanceListener {
  private static final Logger LOG = System.getLogger(CallLoop.class.getName());
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration FULL = Duration.ofMillis(5);
  private static final Duration PAUSE = Duration.ofMillis(250);

  /** A call that needs nothing more. */
  private record Settled(TopicPartition partition, long offset) {}

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final String topic;
  private final String version;
  private final CallRunner runner;
  private final Duration grace;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Deque<ToolCall> waiting = new ArrayDeque<>();
  private final Map<TopicPartition, PartitionProgress> progress = new HashMap<>();
  private final BlockingQueue<Settled> settled = new LinkedBlockingQueue<>();
  private volatile @Nullable Consumer<byte[], byte[]> current;

  CallLoop(
      Supplier<Consumer<byte[], byte[]>> consumers,
      String topic,
      String version,
      CallRunner runner,
      Duration grace) {
    this.consumers = consumers;
    this.topic = topic;
    this.version = version;
    this.runner = runner;
    this.grace = grace;
  }

  /** Calls under way are waited for, and no more begin. */
  void stop() {
    stopping.countDown();
    Consumer<byte[], byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
  }

  @Override
  public void run() {
    while (!stopped()) {
      try (Consumer<byte[], byte[]> consumer = consumers.get()) {
        current = consumer;
        follow(consumer);
        leave(consumer);
      } catch (WakeupException e) {
        LOG.log(Level.DEBUG, "woken up to stop");
      } catch (KafkaException e) {
        LOG.log(
            Level.WARNING,
            "{0} can''t be read ({1}); it is tried again",
            topic,
            e.getClass().getSimpleName());
        pause();
      } finally {
        current = null;
        waiting.clear();
        progress.clear();
      }
    }
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    // Whoever accepts the tool creates the topic.
    while (!stopped() && consumer.partitionsFor(topic).isEmpty()) {
      pause();
    }
    consumer.subscribe(List.of(topic), this);
    while (!stopped()) {
      read(consumer);
      beginWaiting();
      if (waiting.isEmpty()) {
        consumer.resume(consumer.paused());
      } else {
        consumer.pause(consumer.assignment());
      }
      settleAll();
      commit(consumer);
    }
  }

  private void read(Consumer<byte[], byte[]> consumer) {
    try {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(waiting.isEmpty() ? POLL : FULL)) {
        var partition = new TopicPartition(record.topic(), record.partition());
        progress
            .computeIfAbsent(partition, _ -> new PartitionProgress(record.offset()))
            .begin(record.offset());
        ToolCall call = ToolCall.of(record, version);
        if (call == null) {
          settled.add(new Settled(partition, record.offset()));
        } else {
          waiting.add(call);
        }
      }
    } catch (WakeupException e) {
      LOG.log(Level.DEBUG, "woken up to stop");
    }
  }

  private void beginWaiting() {
    for (ToolCall next = waiting.peek(); next != null; next = waiting.peek()) {
      var done = new Settled(next.partition(), next.offset());
      boolean late = next.deadline().toEpochMilli() <= System.currentTimeMillis();
      if (late) {
        settled.add(done);
      } else if (!runner.tryBegin(next, () -> settled.add(done))) {
        return;
      }
      waiting.remove();
    }
  }

  private void settleAll() {
    for (Settled next = settled.poll(); next != null; next = settled.poll()) {
      settle(next);
    }
  }

  private void settle(Settled done) {
    PartitionProgress of = progress.get(done.partition());
    if (of != null) {
      of.settle(done.offset());
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> toCommit() {
    var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
    progress.forEach(
        (partition, of) -> {
          long offset = of.toCommit();
          if (offset >= 0) {
            offsets.put(partition, new OffsetAndMetadata(offset));
          }
        });
    return offsets;
  }

  private void commit(Consumer<byte[], byte[]> consumer) {
    Map<TopicPartition, OffsetAndMetadata> offsets = toCommit();
    if (!offsets.isEmpty()) {
      // What is not committed now is with the next answer.
      consumer.commitAsync(offsets, null);
    }
  }

  private void leave(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> all = List.copyOf(progress.keySet());
    abandonWaiting(all);
    await(all);
    commitSync(consumer);
  }

  private void commitSync(Consumer<byte[], byte[]> consumer) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    progress.forEach(
        (partition, of) -> offsets.put(partition, new OffsetAndMetadata(of.position())));
    if (offsets.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(offsets, grace);
    } catch (WakeupException e) {
      consumer.commitSync(offsets, grace);
    } catch (KafkaException e) {
      LOG.log(
          Level.WARNING,
          "answered calls of {0} were not committed ({1}): they may come again",
          topic,
          e.getClass().getSimpleName());
    }
  }

  /** Until the calls of these partitions are settled, or the grace is over. */
  private void await(Collection<TopicPartition> partitions) {
    long end = System.nanoTime() + grace.toNanos();
    settleAll();
    while (!partitions.stream().allMatch(this::idle)) {
      try {
        Settled next = settled.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (next == null) {
          return;
        }
        settle(next);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private boolean idle(TopicPartition partition) {
    PartitionProgress of = progress.get(partition);
    return of == null || of.idle();
  }

  /** What has not begun is for another instance. */
  private void abandonWaiting(Collection<TopicPartition> partitions) {
    for (ToolCall call : List.copyOf(waiting)) {
      PartitionProgress of = progress.get(call.partition());
      if (of != null && partitions.contains(call.partition())) {
        waiting.remove(call);
        of.abandon(call.offset());
      }
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    Consumer<byte[], byte[]> consumer = current;
    abandonWaiting(partitions);
    await(partitions);
    if (consumer != null) {
      commitSync(consumer);
    }
    partitions.forEach(progress::remove);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    waiting.removeIf(call -> partitions.contains(call.partition()));
    partitions.forEach(progress::remove);
  }

  private boolean stopped() {
    return stopping.getCount() == 0;
  }

  private void pause() {
    try {
      boolean ended = stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      LOG.log(Level.DEBUG, ended ? "stops" : "goes on");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping.countDown();
    }
  }
}
