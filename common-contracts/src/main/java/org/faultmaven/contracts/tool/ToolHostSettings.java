package org.faultmaven.contracts.tool;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.faultmaven.contracts.topic.Topics;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link ToolHost} takes part.
 *
 * @param client Kafka's client settings: {@code bootstrap.servers}, and what a secured cluster
 *     needs
 * @param topics the installation's
 * @param owner who answers for the tool, for people
 * @param instance unlike every other instance's
 * @param version of the tool; null for a digest of its description
 * @param heartbeat how often the announcement is repeated, 1 s to 60 s
 * @param concurrent the most calls at once
 * @param maxResult the most bytes of a result; what is longer is cut
 * @param grace how long calls under way are waited for when partitions go elsewhere, and at the end
 */
public record ToolHostSettings(
    Map<String, Object> client,
    Topics topics,
    String owner,
    String instance,
    @Nullable String version,
    Duration heartbeat,
    int concurrent,
    int maxResult,
    Duration grace) {
  public ToolHostSettings {
    client = Map.copyOf(client);
    if (concurrent < 1 || maxResult < 1) {
      throw new IllegalArgumentException("concurrent and maxResult are at least 1");
    }
  }

  /** An instance of its own, 4 calls at once, a heartbeat every 5 s, results of 64 KiB. */
  public static ToolHostSettings of(Map<String, Object> client, Topics topics, String owner) {
    return new ToolHostSettings(
        client,
        topics,
        owner,
        UUID.randomUUID().toString(),
        null,
        Duration.ofSeconds(5),
        4,
        64 << 10,
        Duration.ofSeconds(5));
  }

  public ToolHostSettings withVersion(String other) {
    return new ToolHostSettings(
        client, topics, owner, instance, other, heartbeat, concurrent, maxResult, grace);
  }

  public ToolHostSettings withHeartbeat(Duration other) {
    return new ToolHostSettings(
        client, topics, owner, instance, version, other, concurrent, maxResult, grace);
  }

  public ToolHostSettings withConcurrent(int other) {
    return new ToolHostSettings(
        client, topics, owner, instance, version, heartbeat, other, maxResult, grace);
  }

  public ToolHostSettings withMaxResult(int other) {
    return new ToolHostSettings(
        client, topics, owner, instance, version, heartbeat, concurrent, other, grace);
  }
}
