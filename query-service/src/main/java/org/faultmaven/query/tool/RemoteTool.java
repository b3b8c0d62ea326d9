package org.faultmaven.query.tool;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.faultmaven.contracts.tool.ToolDescription;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A tool that announced itself by topic, with the instances that live. */
final class RemoteTool implements KnownTool {
  private static final int MAX_INSTANCES = 100;

  /** Sends a call of this tool. */
  interface Caller {
    Reply call(Invocation call);
  }

  /**
   * @param digest of what it announced
   */
  private record Seen(String digest, Instant at, Duration heartbeat) {}

  private final ToolDescription description;
  private final String version;
  private final String owner;
  private final String digest;
  private final ArgumentSchema schema;
  private final Caller caller;
  private final int missed;
  private final Semaphore places;
  private final Map<String, Seen> instances = new ConcurrentHashMap<>();
  private volatile Instant lastHeartbeat = Instant.EPOCH;

  /**
   * @param description sanitised, as is the owner
   * @param digest of what was announced, which every instance must say alike
   * @param missed heartbeats after which an instance is forgotten
   */
  RemoteTool(
      ToolDescription description,
      String version,
      String owner,
      String digest,
      Caller caller,
      int missed,
      int concurrent) {
    this.description = description;
    this.version = version;
    this.owner = owner;
    this.digest = digest;
    this.schema = ArgumentSchema.of(description.argumentsSchema());
    this.caller = caller;
    this.missed = missed;
    this.places = new Semaphore(concurrent);
  }

  /**
   * An instance says that it is there.
   *
   * @throws IllegalArgumentException when it says something else than the others, or they are too
   *     many; says why, without content
   */
  void heard(String instance, String announced, Instant at, Duration heartbeat) {
    if (!announced.equals(digest)) {
      throw new IllegalArgumentException(
          "an instance that lives describes this tool otherwise: the first one counts until its"
              + " last instance has left");
    }
    if (instances.size() >= MAX_INSTANCES && !instances.containsKey(instance)) {
      throw new IllegalArgumentException("a tool has at most " + MAX_INSTANCES + " instances");
    }
    instances.put(instance, new Seen(announced, at, heartbeat));
    if (at.isAfter(lastHeartbeat)) {
      lastHeartbeat = at;
    }
  }

  void left(String instance) {
    instances.remove(instance);
  }

  void forget(Instant now) {
    instances
        .values()
        .removeIf(seen -> now.isAfter(seen.at().plus(seen.heartbeat().multipliedBy(missed))));
  }

  boolean abandoned() {
    return instances.isEmpty();
  }

  @Override
  public ToolDescription description() {
    return description;
  }

  @Override
  public ArgumentSchema schema() {
    return schema;
  }

  @Override
  public ToolStatus status() {
    Seen latest = instances.values().stream().max(Comparator.comparing(Seen::at)).orElse(null);
    String detail = late(latest);
    return new ToolStatus(
        description.name(),
        description.description(),
        JsonMapper.shared().readTree(description.argumentsSchema()),
        description.readOnly(),
        owner,
        false,
        version,
        instances.size(),
        detail == null ? "UP" : "DOWN",
        detail,
        lastHeartbeat);
  }

  private static @Nullable String late(@Nullable Seen latest) {
    return latest == null
            || Instant.now().isAfter(latest.at().plus(latest.heartbeat().multipliedBy(2)))
        ? "its heartbeat is late: see that its process runs and reaches Kafka"
        : null;
  }

  @Override
  public Reply call(Invocation call) {
    if (!places.tryAcquire()) {
      return new Reply.Busy();
    }
    try {
      return caller.call(call);
    } finally {
      places.release();
    }
  }
}
