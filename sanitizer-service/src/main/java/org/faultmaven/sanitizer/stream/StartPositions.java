package org.faultmaven.sanitizer.stream;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.faultmaven.contracts.config.KafkaConfig;
import org.faultmaven.contracts.config.RawStart;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.topic.KafkaConnection;
import org.faultmaven.contracts.topic.RawTopic;
import org.faultmaven.contracts.topic.Topics;
import org.springframework.context.SmartLifecycle;

/**
 * Commits where to begin with raw log topics that were never read, before the stream reads them.
 * Committed, and not left to a consumer's reset: after a crash before its first commit, a reset to
 * the latest would pass over what came meanwhile.
 */
public final class StartPositions implements SmartLifecycle {
  private final KafkaConfig kafka;
  private final Topics topics;
  private volatile boolean running;

  public StartPositions(KafkaConfig kafka, Topics topics) {
    this.kafka = kafka;
    this.topics = topics;
  }

  /**
   * @throws BackendException when it can't, with what to do
   */
  @Override
  public void start() {
    OffsetSpec begin =
        switch (RawStart.parse(kafka.rawStart())) {
          // What a consumer without a position does by itself, partitions added later included.
          case RawStart.Earliest _ -> null;
          case RawStart.Latest _ -> OffsetSpec.latest();
          case RawStart.From from -> OffsetSpec.forTimestamp(from.time().toEpochMilli());
        };
    if (begin != null) {
      try (Admin admin = KafkaConnection.admin(kafka)) {
        commit(admin, begin);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new BackendException("the start was interrupted", true);
      }
    }
    running = true;
  }

  private void commit(Admin admin, OffsetSpec begin) throws InterruptedException {
    String group = StreamSettings.applicationId(kafka);
    try {
      Set<String> read =
          admin
              .listConsumerGroupOffsets(group)
              .partitionsToOffsetAndMetadata()
              .get()
              .keySet()
              .stream()
              .map(TopicPartition::topic)
              .collect(Collectors.toSet());
      List<String> unread =
          topics.rawLogs().stream().map(RawTopic::name).filter(raw -> !read.contains(raw)).toList();
      Map<TopicPartition, OffsetAndMetadata> positions = positions(admin, unread, begin);
      if (!positions.isEmpty()) {
        admin.alterConsumerGroupOffsets(group, positions).all().get();
      }
    } catch (ExecutionException e) {
      Throwable cause = requireNonNull(e.getCause(), "Kafka's futures fail with a cause");
      if (cause instanceof UnknownMemberIdException || cause instanceof GroupNotEmptyException) {
        throw new BackendException(
            "another sanitizer reads already, and a raw log topic with kafka.raw-start="
                + kafka.rawStart()
                + " is new: stop all of them once, or set kafka.raw-start=earliest",
            false,
            cause);
      }
      throw new BackendException(
          "Kafka does not take the positions to begin with ("
              + cause.getClass().getSimpleName()
              + "); check the rights on the group "
              + group,
          true,
          cause);
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> positions(
      Admin admin, List<String> unread, OffsetSpec begin)
      throws InterruptedException, ExecutionException {
    var asked = new HashMap<TopicPartition, OffsetSpec>();
    var latest = new HashMap<TopicPartition, OffsetSpec>();
    for (var topic : admin.describeTopics(unread).allTopicNames().get().values()) {
      topic
          .partitions()
          .forEach(
              partition -> {
                var each = new TopicPartition(topic.name(), partition.partition());
                asked.put(each, begin);
                latest.put(each, OffsetSpec.latest());
              });
    }
    var ends = admin.listOffsets(latest).all().get();
    var positions = new HashMap<TopicPartition, OffsetAndMetadata>();
    admin
        .listOffsets(asked)
        .all()
        .get()
        .forEach(
            (partition, found) -> {
              // Negative when nothing is as young as the time: then with what comes next.
              long offset =
                  found.offset() < 0
                      ? requireNonNull(ends.get(partition)).offset()
                      : found.offset();
              positions.put(partition, new OffsetAndMetadata(offset));
            });
    return positions;
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before the stream. */
  @Override
  public int getPhase() {
    return -1;
  }
}
