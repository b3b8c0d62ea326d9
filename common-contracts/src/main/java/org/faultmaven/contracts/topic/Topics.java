package org.faultmaven.contracts.topic;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.record.Tenant;

/**
 * The names of all topics, from one prefix. Clean topics of raw log topics are named by {@link
 * #cleanOf}: {@code <prefix>logs.raw} becomes {@code <prefix>logs.clean}, any other {@code x}
 * becomes {@code <prefix>clean.x}.
 */
public final class Topics {
  private final String prefix;
  private final Tenant tenant;
  private final Map<String, SanitizedTopic> cleanByRaw = new LinkedHashMap<>();

  /**
   * @param prefix of every topic of the project's own, {@code faultmaven.} by default
   * @param tenant whose topics they are
   * @param rawLogTopics whole names of the raw log topics; {@code <prefix>logs.raw} when empty
   */
  public Topics(String prefix, Tenant tenant, List<String> rawLogTopics) {
    this.prefix = prefix;
    this.tenant = tenant;
    String own = prefix + "logs.raw";
    for (String raw : rawLogTopics.isEmpty() ? List.of(own) : rawLogTopics) {
      String clean = raw.equals(own) ? prefix + "logs.clean" : prefix + "clean." + raw;
      cleanByRaw.put(raw, new SanitizedTopic(clean, tenant));
    }
  }

  /** The topics of an installation's first tenant, or of one made by {@code config.of(tenant)}. */
  public static Topics of(FaultMavenConfig config) {
    return new Topics(
        config.kafka().topicPrefix(),
        new Tenant(config.application().tenant()),
        config.kafka().rawLogTopics());
  }

  /** A name of the project's own. */
  String prefixed(String name) {
    return prefix + name;
  }

  public Tenant tenant() {
    return tenant;
  }

  public List<RawTopic> rawLogs() {
    return cleanByRaw.keySet().stream().map(name -> new RawTopic(name, tenant)).toList();
  }

  public RawTopic rawDocuments() {
    return new RawTopic(prefix + "documents.raw", tenant);
  }

  public List<SanitizedTopic> cleanLogs() {
    return List.copyOf(cleanByRaw.values());
  }

  public SanitizedTopic cleanDocuments() {
    return new SanitizedTopic(prefix + "documents.clean", tenant);
  }

  /**
   * The clean topic of a raw one.
   *
   * @throws IllegalArgumentException when it is no raw topic of this installation
   */
  public SanitizedTopic cleanOf(String rawTopic) {
    if (rawTopic.equals(rawDocuments().name())) {
      return cleanDocuments();
    }
    SanitizedTopic clean = cleanByRaw.get(rawTopic);
    if (clean == null) {
      throw new IllegalArgumentException("no raw topic of this installation: " + rawTopic);
    }
    return clean;
  }

  public SanitizedTopic documentEvents() {
    return new SanitizedTopic(prefix + "documents.events", tenant);
  }

  public SanitizedTopic entries() {
    return new SanitizedTopic(prefix + "entries", tenant);
  }

  public RawTopic deadLetters() {
    return new RawTopic(prefix + "deadletter", tenant);
  }

  public SanitizedTopic toolCalls(String tool) {
    return new SanitizedTopic(prefix + "tools.calls." + tool, tenant);
  }

  public RawTopic toolRegistry() {
    return new RawTopic(prefix + "tools.registry", tenant);
  }

  public RawTopic toolResults() {
    return new RawTopic(prefix + "tools.results", tenant);
  }

  /** API keys, hashed: of the whole installation, so among the topics of its first tenant. */
  public RawTopic accessKeys() {
    return new RawTopic(prefix + "access.keys", tenant);
  }

  /** The consumer group that the instances of one version of a tool share. */
  public String toolGroup(String tool, String version) {
    return prefix + "tool." + tool + "." + version;
  }
}
