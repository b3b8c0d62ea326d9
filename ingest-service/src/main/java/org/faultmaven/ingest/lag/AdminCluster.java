package org.faultmaven.ingest.lag;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** The cluster, by an admin client that is made at the first question. Used by one thread. */
final class AdminCluster implements Cluster {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Supplier<Admin> admins;
  private @Nullable Admin kept;

  AdminCluster(Supplier<Admin> admins) {
    this.admins = admins;
  }

  @Override
  public Map<TopicPartition, Long> committed(String group) throws InterruptedException {
    var offsets = new HashMap<TopicPartition, Long>();
    try {
      Map<TopicPartition, OffsetAndMetadata> committed =
          get(admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
      committed.forEach(
          (partition, offset) -> {
            if (offset != null) {
              offsets.put(partition, offset.offset());
            }
          });
    } catch (GroupIdNotFoundException e) {
      return Map.of();
    }
    return offsets;
  }

  @Override
  public Map<String, Double> retention(Collection<String> topics) throws InterruptedException {
    var retentions = new HashMap<String, Double>();
    var resources =
        topics.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    for (var described : admin().describeConfigs(resources).values().entrySet()) {
      Double retention = retention(described.getValue());
      if (retention != null) {
        retentions.put(described.getKey().name(), retention);
      }
    }
    return retentions;
  }

  private static @Nullable Double retention(KafkaFuture<Config> described)
      throws InterruptedException {
    try {
      ConfigEntry entry = get(described).get(TopicConfig.RETENTION_MS_CONFIG);
      long millis = entry == null ? -1 : Long.parseLong(entry.value());
      return millis < 0 ? Double.POSITIVE_INFINITY : millis / 1000.0;
    } catch (AuthorizationException | UnknownTopicOrPartitionException e) {
      return null;
    }
  }

  private static <T> T get(KafkaFuture<T> future) throws InterruptedException {
    try {
      return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException known
          ? known
          : new KafkaException("Kafka could not answer", e.getCause());
    } catch (java.util.concurrent.TimeoutException e) {
      throw new org.apache.kafka.common.errors.TimeoutException("Kafka did not answer in time");
    }
  }

  private Admin admin() {
    Admin open = kept;
    if (open == null) {
      open = admins.get();
      kept = open;
    }
    return open;
  }

  @Override
  public void close() {
    Admin open = kept;
    kept = null;
    if (open != null) {
      open.close(PATIENCE);
    }
  }
}
