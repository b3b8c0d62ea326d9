package org.faultmaven.standalone.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.faultmaven.contracts.topic.RawTopic;
import org.faultmaven.contracts.topic.Topics;
import org.jspecify.annotations.Nullable;

/** The topics that a backup is restored to, as they are now. */
final class Targets {
  /**
   * One of them.
   *
   * @param partitions how many it has; 0 where the key decides
   */
  private record Target(String name, int partitions) {}

  private final Map<String, Target> byPlace = new HashMap<>();
  private @Nullable String used;

  /**
   * @param tenants the first tenant's topics first
   */
  static Targets of(Consumer<?, ?> consumer, List<Topics> tenants) {
    var targets = new Targets();
    for (Topics topics : tenants) {
      for (RawTopic raw : topics.rawLogs()) {
        targets.add(consumer, topics, raw.name());
      }
      targets.add(consumer, topics, topics.rawDocuments().name());
    }
    Topics first = tenants.getFirst();
    String keys = first.accessKeys().name();
    if (!consumer.partitionsFor(keys).isEmpty()) {
      targets.byPlace.put(place(first, keys), new Target(keys, 0));
    }
    return targets;
  }

  private void add(Consumer<?, ?> consumer, Topics topics, String raw) {
    byPlace.put(place(topics, raw), new Target(raw, consumer.partitionsFor(raw).size()));
    String clean = topics.cleanOf(raw).name();
    List<TopicPartition> partitions =
        consumer.partitionsFor(clean).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    if (consumer.endOffsets(partitions).values().stream().anyMatch(end -> end > 0)) {
      used = clean;
    }
  }

  /** What a topic is, whatever the prefix. */
  private static String place(Topics topics, String name) {
    return topics.tenant().name() + "/" + relative(topics, name);
  }

  /** The name without the prefix of the project's own topics. */
  static String relative(Topics topics, String name) {
    String own = topics.rawDocuments().name();
    String prefix = own.substring(0, own.length() - "documents.raw".length());
    return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
  }

  private @Nullable Target target(SavedRecord record) {
    return byPlace.get(record.tenant() + "/" + record.topic());
  }

  /** A clean topic that holds something already, or null. */
  @Nullable String used() {
    return used;
  }

  /** Why a record can't be sent, or null. */
  @Nullable String refusal(SavedRecord record) {
    Target target = target(record);
    if (target == null) {
      return "there is no topic for %s of tenant %s here; set the tenants and raw topics that it had (for access.keys, make a key first)"
          .formatted(record.topic(), record.tenant());
    }
    return target.partitions > 0 && record.partition() >= target.partitions
        ? "%s has %d partitions here, and had more: give it as many"
            .formatted(target.name, target.partitions)
        : null;
  }

  /**
   * @throws IllegalArgumentException when it is {@link #refusal refused}
   */
  ProducerRecord<byte[], byte[]> outgoing(SavedRecord saved) {
    Target target = target(saved);
    if (target == null) {
      throw new IllegalArgumentException("no topic for " + saved);
    }
    String key = saved.key();
    return new ProducerRecord<>(
        target.name,
        target.partitions > 0 ? Integer.valueOf(saved.partition()) : null,
        key == null ? null : key.getBytes(UTF_8),
        saved.value().getBytes(UTF_8),
        saved.recordHeaders());
  }
}
