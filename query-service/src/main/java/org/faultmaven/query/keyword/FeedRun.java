package org.faultmaven.query.keyword;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.IKeywordIndex;
import org.faultmaven.contracts.port.ITracer;
import org.faultmaven.contracts.topic.EntryChanges;
import org.faultmaven.contracts.topic.SanitizedTopic;
import org.faultmaven.contracts.trace.TraceSpan;
import org.jspecify.annotations.Nullable;

/** One consumer's life: from the index's positions to the end of the topic, and along with it. */
final class FeedRun {
  /** What the run tells while it goes. */
  interface Listener {
    /** Whether to go on. */
    boolean running();

    /** A round went well. */
    void fed();

    /** What stood in the topic when the run began has been read. */
    void reachedEnd();

    /** Whether what is read now is new, and not read again. */
    boolean live();

    /** A record was skipped. */
    void unreadable(int partition, long offset);

    /** The index can't go on from where it is. */
    void rebuilding(String why);
  }

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration FLUSH = Duration.ofSeconds(1);
  private static final Duration LOOK = Duration.ofMinutes(1);

  private final Consumer<byte[], byte[]> consumer;
  private final SanitizedTopic entries;
  private final IKeywordIndex index;
  private final Listener listener;
  private final ITracer tracer;
  private @Nullable Rebuild rebuild;

  FeedRun(
      Consumer<byte[], byte[]> consumer,
      SanitizedTopic entries,
      IKeywordIndex index,
      Listener listener,
      ITracer tracer) {
    this.consumer = consumer;
    this.entries = entries;
    this.index = index;
    this.listener = listener;
    this.tracer = tracer;
  }

  /**
   * Returns when it is to stop, or the topic has got more partitions.
   *
   * @throws RuntimeException Kafka's or the index's; the index stays at a position that is right
   */
  void follow() {
    if (!listener.running()) {
      return;
    }
    List<TopicPartition> partitions = partitions();
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = begin(partitions);
    boolean reached = false;
    boolean dirty = false;
    long flushed = System.nanoTime();
    long looked = flushed;
    while (listener.running()) {
      dirty |= feed(consumer.poll(POLL));
      long now = System.nanoTime();
      if (!reached && ends.entrySet().stream().allMatch(this::isReached)) {
        reached = true;
        finishRebuild(partitions);
        index.flush();
        dirty = false;
        listener.reachedEnd();
      }
      if (dirty && now - flushed > FLUSH.toNanos()) {
        index.flush();
        dirty = false;
        flushed = now;
      }
      listener.fed();
      if (now - looked > LOOK.toNanos()) {
        looked = now;
        if (partitions().size() != partitions.size()) {
          break;
        }
      }
    }
  }

  private List<TopicPartition> partitions() {
    var found =
        consumer.partitionsFor(entries.name()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    if (found.isEmpty()) {
      throw new BackendException(
          "the topic "
              + entries.name()
              + " does not exist; create it (docs/topics.md) or set kafka.create-topics=true",
          true);
    }
    return found;
  }

  private boolean isReached(Map.Entry<TopicPartition, Long> end) {
    return consumer.position(end.getKey()) >= end.getValue();
  }

  /** Seeks every partition, and gives the ends as they are now. */
  private Map<TopicPartition, Long> begin(Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<Integer, Long> positions = index.positions();
    String why = new StalePosition(consumer, begins, ends).why(positions);
    if (why != null) {
      listener.rebuilding(why);
      rebuild = new Rebuild(index, entries.tenant());
    }
    for (TopicPartition partition : partitions) {
      Long stored = rebuild == null ? positions.get(partition.partition()) : null;
      consumer.seek(partition, stored == null ? begins.getOrDefault(partition, 0L) : stored);
    }
    return ends;
  }

  /** True when anything was read. */
  private boolean feed(ConsumerRecords<byte[], byte[]> records) {
    if (records.isEmpty()) {
      return false;
    }
    // An index that is read anew tells nobody of what others have traced long since.
    Iterable<Headers> traced =
        () ->
            StreamSupport.stream(records.spliterator(), false)
                .map(ConsumerRecord::headers)
                .iterator();
    boolean live = rebuild == null && listener.live();
    try (TraceSpan span = live ? tracer.batch("index keywords", traced) : TraceSpan.NONE) {
      span.topic(entries.name());
      update(records);
    }
    return true;
  }

  private void update(ConsumerRecords<byte[], byte[]> records) {
    EntryChanges batch = EntryChanges.of(records, listener::unreadable);
    if (rebuild == null) {
      index.update(batch.entries(), batch.deleted(), positions(records.partitions()));
    } else {
      rebuild.add(batch);
    }
  }

  private void finishRebuild(Collection<TopicPartition> partitions) {
    if (rebuild != null) {
      rebuild.finish(positions(partitions));
      rebuild = null;
    }
  }

  private Map<Integer, Long> positions(Collection<TopicPartition> partitions) {
    // The consumer's position, not the last offset + 1: transaction markers take offsets too.
    Map<Integer, Long> positions = new HashMap<>();
    partitions.forEach(
        partition -> positions.put(partition.partition(), consumer.position(partition)));
    return positions;
  }
}
