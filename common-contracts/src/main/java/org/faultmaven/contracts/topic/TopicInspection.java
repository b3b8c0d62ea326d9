package org.faultmaven.contracts.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * Looks at topics that exist already: what is wrong with them for this product, and what is only
 * other than its settings say. Raw log topics may be somebody else's: of them only what would lose
 * records is wrong.
 */
final class TopicInspection {
  private static final String APPEND_TIME = "LogAppendTime";

  private final List<String> problems = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  /** What keeps the product from working, each with what to do; empty when nothing does. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  void problem(String problem) {
    problems.add(problem);
  }

  /** What is other than expected and may be meant so. */
  List<String> remarks() {
    return List.copyOf(remarks);
  }

  void remark(String remark) {
    remarks.add(remark);
  }

  /**
   * @param needed operations that the services at hand need on it
   */
  void rights(TopicDescription topic, Set<AclOperation> needed) {
    Set<AclOperation> granted = topic.authorizedOperations();
    // Brokers that don't tell leave it empty; whoever may do nothing does not see the topic.
    if (granted == null || granted.isEmpty()) {
      return;
    }
    Set<AclOperation> missing = EnumSet.copyOf(needed);
    missing.removeAll(granted);
    if (!missing.isEmpty()) {
      noRight(missing, topic.name());
    }
  }

  /**
   * @param name of a topic, or of something else with its kind before it
   */
  void noRight(Set<AclOperation> missing, String name) {
    problems.add("no right to " + missing + " " + name + ": grant it to this service's user");
  }

  /** Compares an existing topic's settings with what it should be. */
  void settings(TopicCatalog.Spec spec, Config found) {
    cleanup(spec, value(found, TopicConfig.CLEANUP_POLICY_CONFIG));
    String time = value(found, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
    if (!time.isEmpty() && !time.equals(APPEND_TIME)) {
      (spec.sensitivity() == Sensitivity.SANITIZED ? problems : remarks)
          .add(
              spec.name()
                  + " keeps the senders' timestamps, by which old logs expire at once: set its"
                  + " message.timestamp.type to LogAppendTime");
    }
    if (!compacted(spec)) {
      retention(spec, value(found, TopicConfig.RETENTION_MS_CONFIG));
    }
  }

  /** Refuses a topic that loses acknowledged records, or stops, with one broker. */
  void durable(@Nullable TopicDescription topic, Config found) {
    if (topic == null) {
      return;
    }
    int replicas =
        topic.partitions().stream().mapToInt(each -> each.replicas().size()).min().orElse(0);
    String least = value(found, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);
    int inSync = least.isEmpty() ? 1 : Integer.parseInt(least);
    if (inSync < 2 || replicas <= inSync) {
      problems.add(
          "%s has %d replicas and min.insync.replicas %d: production needs more replicas than that,"
                  .formatted(topic.name(), replicas, inSync)
              + " and at least 2 in sync, so that a broker can be lost");
    }
  }

  private void cleanup(TopicCatalog.Spec spec, String found) {
    if (found.isEmpty() || found.contains(TopicConfig.CLEANUP_POLICY_COMPACT) == compacted(spec)) {
      return;
    }
    problems.add(
        compacted(spec)
            ? spec.name()
                + " is not compacted, so that what stands in it would expire: set its"
                + " cleanup.policy to compact"
            : spec.name()
                + " is compacted, so that records with one key would replace each other: set its"
                + " cleanup.policy to delete");
  }

  private static boolean compacted(TopicCatalog.Spec spec) {
    return String.valueOf(spec.settings().get(TopicConfig.CLEANUP_POLICY_CONFIG))
        .contains(TopicConfig.CLEANUP_POLICY_COMPACT);
  }

  private void retention(TopicCatalog.Spec spec, String found) {
    String meant = String.valueOf(spec.settings().get(TopicConfig.RETENTION_MS_CONFIG));
    if (!found.isEmpty() && !found.equals(meant)) {
      remarks.add(
          "%s is kept for %s, and the settings say %s"
              .formatted(spec.name(), duration(found), duration(meant)));
    }
  }

  private static String duration(String millis) {
    long value = Long.parseLong(millis);
    return value < 0 ? "ever" : Duration.ofMillis(value).toString();
  }

  /** Empty when the broker does not tell. */
  private static String value(Config config, String name) {
    ConfigEntry entry = config.get(name);
    return entry == null || entry.value() == null ? "" : entry.value();
  }
}
