package org.faultmaven.query.tool;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.faultmaven.contracts.config.ToolsConfig;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.tool.ToolAnnouncement;
import org.faultmaven.contracts.tool.ToolDescription;
import org.faultmaven.contracts.tool.ToolInstance;
import org.faultmaven.contracts.tool.ToolProtocol;
import org.faultmaven.runtime.topic.TopicFollower;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tools that announce themselves on the registry topic, which anybody may write to: what can't
 * be accepted is refused with a reason, counted and shown, and harms nothing. What a tool says of
 * itself is sanitised before anybody sees it.
 */
final class RemoteTools implements ToolSource, TopicFollower.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteTools.class);

  /** What an accepted tool needs. */
  interface Transport {
    /**
     * Makes the topic of its calls where it is missing.
     *
     * @throws BackendException when that can't be
     */
    void prepare(String tool);

    Reply call(String tool, String version, Invocation call);
  }

  private final Map<String, RemoteTool> tools = new ConcurrentSkipListMap<>();
  private final Set<String> making = ConcurrentHashMap.newKeySet();
  private final Tenant tenant;
  private final ToolText texts;
  private final Transport transport;
  private final ToolsConfig config;
  private final Predicate<String> taken;
  private final Executor makers;
  private final Clock clock;
  private final ToolMetrics metrics;
  private final Refusals refusals;

  /**
   * @param taken names that are not to be had
   * @param makers runs what asks the sanitiser and Kafka, so that heartbeats are not kept waiting
   */
  RemoteTools(
      Tenant tenant,
      ToolText texts,
      Transport transport,
      ToolsConfig config,
      Predicate<String> taken,
      Executor makers,
      Clock clock,
      ToolMetrics metrics) {
    this.tenant = tenant;
    this.texts = texts;
    this.transport = transport;
    this.config = config;
    this.taken = taken;
    this.makers = makers;
    this.clock = clock;
    this.metrics = metrics;
    this.refusals = new Refusals(clock);
  }

  @Override
  public Optional<KnownTool> find(String name) {
    return Optional.ofNullable(tools.get(name));
  }

  @Override
  public List<KnownTool> all() {
    return List.copyOf(tools.values());
  }

  List<Refusals.Refused> refused() {
    return refusals.all();
  }

  @Override
  public void record(ConsumerRecord<byte[], byte[]> record, boolean old) {
    String position = record.partition() + "/" + record.offset();
    ToolInstance instance;
    try {
      instance = ToolInstance.parse(record.key() == null ? new byte[0] : record.key());
    } catch (IllegalArgumentException e) {
      refuse(position, null, position, e);
      return;
    }
    String key = instance.tool() + "/" + instance.instance();
    try {
      Instant now = clock.instant();
      Instant stamped = Instant.ofEpochMilli(record.timestamp());
      Instant at = old && stamped.isBefore(now) ? stamped : now;
      if (record.value() == null) {
        left(instance);
        refusals.clear(key);
      } else if (now.isBefore(
          at.plus(ToolProtocol.MAX_HEARTBEAT.multipliedBy(config.missedHeartbeats())))) {
        heard(instance, record.value(), at, position);
      }
    } catch (IllegalArgumentException | BackendException e) {
      refuse(key, instance.tool(), position, e);
    }
  }

  private void left(ToolInstance instance) {
    RemoteTool tool = tools.get(instance.tool());
    if (tool != null) {
      tool.left(instance.instance());
    }
    forgetAbandoned();
  }

  private void heard(ToolInstance instance, byte[] value, Instant at, String position) {
    String name = instance.tool();
    if (taken.test(name)) {
      throw new IllegalArgumentException("the name is that of a built-in tool");
    }
    ToolAnnouncement said = ToolAnnouncement.parse(name, value);
    RemoteTool known = tools.get(name);
    if (known != null) {
      known.heard(instance.instance(), digest(said), at, said.heartbeat());
      refusals.clear(name + "/" + instance.instance());
      return;
    }
    if (clock
        .instant()
        .isAfter(at.plus(said.heartbeat().multipliedBy(config.missedHeartbeats())))) {
      // It died before this service began to read.
      return;
    }
    if (tools.size() + making.size() >= config.maxTools()) {
      throw new IllegalArgumentException(
          "there are as many tools as tools.max-tools allows (" + config.maxTools() + ")");
    }
    if (making.add(name)) {
      makers.execute(() -> make(instance, said, at, position));
    }
  }

  private void make(ToolInstance instance, ToolAnnouncement said, Instant at, String position) {
    String name = instance.tool();
    String key = name + "/" + instance.instance();
    try {
      String digest = digest(said);
      ToolDescription description = said.description();
      // Refused before the sanitiser is asked, where it is none.
      ArgumentSchema.of(description.argumentsSchema());
      var clean =
          new ToolDescription(
              name,
              texts.of(tenant, description.description()).text(),
              texts.of(tenant, description.argumentsSchema()).text(),
              description.readOnly());
      var tool =
          new RemoteTool(
              clean,
              said.version(),
              texts.of(tenant, said.owner()).text(),
              digest,
              call -> transport.call(name, said.version(), call),
              config.missedHeartbeats(),
              config.maxConcurrent());
      transport.prepare(name);
      tool.heard(instance.instance(), digest, at, said.heartbeat());
      tools.put(name, tool);
      refusals.clear(key);
      LOG.info("the tool {} has announced itself", name);
    } catch (IllegalArgumentException | BackendException e) {
      refuse(key, name, position, e);
    } finally {
      making.remove(name);
    }
  }

  private void refuse(
      String key, @Nullable String tool, String position, RuntimeException failure) {
    String reason = String.valueOf(failure.getMessage());
    if (failure instanceof BackendException) {
      reason += "; it is tried again with the next heartbeat";
    }
    metrics.refused();
    if (refusals.add(key, tool, position, reason)) {
      LOG.warn("a tool's registration at {} is refused: {}", position, reason);
    }
  }

  @Override
  public void tick() {
    Instant now = clock.instant();
    tools.values().forEach(tool -> tool.forget(now));
    forgetAbandoned();
  }

  private void forgetAbandoned() {
    tools
        .entrySet()
        .removeIf(
            tool -> {
              boolean gone = tool.getValue().abandoned();
              if (gone) {
                LOG.info("the tool {} has left", tool.getKey());
              }
              return gone;
            });
  }

  /** All that instances of a tool must say alike. */
  private static String digest(ToolAnnouncement said) {
    ToolDescription description = said.description();
    String all =
        String.join(
            "\0",
            said.version(),
            description.description(),
            description.argumentsSchema(),
            String.valueOf(description.readOnly()));
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(all.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
