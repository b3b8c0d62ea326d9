package org.faultmaven.ingest.lag;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.faultmaven.ingest.lag.OldestUnread.Range;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Meters how old the oldest record is that a stage has not done yet, by topic, how long the topic
 * keeps it, and how many were lost. Gauges hold what was seen last; they are not a number before
 * the first look and while Kafka does not answer. A look is for one thread.
 */
final class Lag implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lag.class);

  /** A topic as a stage reads it. */
  private record Read(String stage, String topic) {}

  private final List<Stage> stages;
  private final Cluster cluster;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Clock clock;
  private final Map<Read, Double> lags = new ConcurrentHashMap<>();
  private final Map<String, Double> retentions = new ConcurrentHashMap<>();
  private final Map<String, Counter> lost = new HashMap<>();
  private final OldestUnread oldest = new OldestUnread(Duration.ofSeconds(2));
  private final Map<String, Lost> losses = new HashMap<>();
  private @Nullable Consumer<byte[], byte[]> kept;

  /**
   * @param stages whose first one reads raw topics: what expires there is lost
   * @param retention of raw topics as configured, where their own may not be seen
   * @param consumers of committed records, without a group
   */
  Lag(
      List<Stage> stages,
      Duration retention,
      Cluster cluster,
      Supplier<Consumer<byte[], byte[]>> consumers,
      Clock clock,
      MeterRegistry meters) {
    this.stages = List.copyOf(stages);
    this.cluster = cluster;
    this.consumers = consumers;
    this.clock = clock;
    for (Stage stage : stages) {
      stage.topics().forEach(topic -> lag(new Read(stage.name(), topic), meters));
    }
    for (String topic : stages.getFirst().topics()) {
      retentions.put(topic, seconds(retention));
      Gauge.builder("faultmaven.retention", () -> retentions.getOrDefault(topic, Double.NaN))
          .description("How long a raw topic keeps a record; infinite without a limit")
          .baseUnit("seconds")
          .tag("topic", topic)
          .register(meters);
      lost.put(
          topic,
          Counter.builder("faultmaven.lost")
              .description("Raw records that expired before the sanitizer had read them")
              .baseUnit("records")
              .tag("topic", topic)
              .register(meters));
      losses.put(topic, new Lost());
    }
  }

  private void lag(Read read, MeterRegistry meters) {
    Gauge.builder("faultmaven.lag", () -> lags.getOrDefault(read, Double.NaN))
        .description("Age of the oldest record that a stage has not done; 0 when there is none")
        .baseUnit("seconds")
        .tag("stage", read.stage())
        .tag("topic", read.topic())
        .register(meters);
  }

  void refresh() {
    try {
      for (Stage stage : stages) {
        try {
          look(stage, cluster.committed(stage.group()));
        } catch (AuthorizationException e) {
          LOG.warn("no right to see group {}: its lag is not known", stage.group());
        }
      }
      retentions.putAll(cluster.retention(stages.getFirst().topics()));
    } catch (KafkaException e) {
      lags.clear();
      closeConsumer();
      LOG.warn("the lag can't be read ({})", e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(Stage stage, Map<TopicPartition, Long> committed) {
    Consumer<byte[], byte[]> consumer = consumer();
    List<TopicPartition> partitions =
        stage.topics().stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    var ranges = new HashMap<TopicPartition, Range>();
    for (TopicPartition partition : partitions) {
      long beginning = beginnings.getOrDefault(partition, 0L);
      @Nullable Long read = committed.get(partition);
      Lost counted = losses.get(partition.topic());
      if (read != null && counted != null) {
        lost(partition.topic()).increment((double) counted.count(partition, read, beginning));
      }
      long from = read == null ? beginning : Math.max(beginning, read);
      ranges.put(partition, new Range(from, ends.getOrDefault(partition, from)));
    }
    put(stage, ranges, oldest.find(consumer, ranges));
  }

  private Counter lost(String topic) {
    return Objects.requireNonNull(lost.get(topic));
  }

  private void put(
      Stage stage,
      Map<TopicPartition, Range> ranges,
      Map<TopicPartition, Optional<Instant>> oldestUnread) {
    Instant now = clock.instant();
    var byTopic = new HashMap<String, Double>();
    ranges.forEach(
        (partition, range) -> {
          Optional<Instant> at = oldestUnread.get(partition);
          if (at == null) {
            return;
          }
          double age =
              at.map(time -> Math.max(0, seconds(Duration.between(time, now)))).orElse(0.0);
          byTopic.merge(partition.topic(), age, Math::max);
          Lost counted = losses.get(partition.topic());
          if (at.isEmpty() && counted != null) {
            counted.settle(partition, range.to());
          }
        });
    for (String topic : stage.topics()) {
      lags.put(new Read(stage.name(), topic), byTopic.getOrDefault(topic, Double.NaN));
    }
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private Consumer<byte[], byte[]> consumer() {
    Consumer<byte[], byte[]> open = kept;
    if (open == null) {
      open = consumers.get();
      kept = open;
    }
    return open;
  }

  private void closeConsumer() {
    Consumer<byte[], byte[]> open = kept;
    kept = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() {
    closeConsumer();
    cluster.close();
  }
}
