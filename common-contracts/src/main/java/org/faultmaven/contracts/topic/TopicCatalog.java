package org.faultmaven.contracts.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.faultmaven.contracts.config.KafkaConfig;
import org.faultmaven.contracts.port.BackendException;

/** Every topic as it should be, and the means to create what is missing. */
public final class TopicCatalog {
  /**
   * @param sensitivity decides its ACLs
   * @param purpose one sentence, for the docs
   * @param settings Kafka topic settings
   */
  public record Spec(
      String name,
      Sensitivity sensitivity,
      String purpose,
      int partitions,
      Map<String, String> settings) {
    public Spec {
      settings = Map.copyOf(settings);
    }
  }

  /** Into how many segments a retention is cut, at the least. */
  private static final int SEGMENTS = 8;

  private final Topics topics;
  private final KafkaConfig kafka;
  private final Parts parts;

  /**
   * What an installation has beside logs and documents.
   *
   * @param tools whether there are topics of tools
   * @param access whether there is one of API keys
   * @param durable whether topics must be able to lose a broker without losing a record
   */
  public record Parts(boolean tools, boolean access, boolean durable) {}

  /** With the topics of tools. */
  public TopicCatalog(Topics topics, KafkaConfig kafka) {
    this(topics, kafka, new Parts(true, false, false));
  }

  public TopicCatalog(Topics topics, KafkaConfig kafka, Parts parts) {
    this.topics = topics;
    this.kafka = kafka;
    this.parts = parts;
  }

  /** Replicas with which a broker can be lost, and no acknowledged record with it. */
  private static final int DURABLE = 3;

  /** Longer than any call, and short, since results are raw. */
  private static final Duration CALLS = Duration.ofMinutes(10);

  /** A tool says it is there every minute or oftener: what is older is of one that died. */
  private static final Duration ANNOUNCEMENTS = Duration.ofDays(1);

  private static final Duration ANNOUNCEMENT_SEGMENT = Duration.ofMinutes(10);

  /** Of all calls or results of a moment; a flood of them is cut here. */
  private static final long CALL_BYTES = 64L << 20;

  /** As many instances of a tool can share its calls, at the least. */
  private static final int CALL_PARTITIONS = 6;

  /** The largest call or result, with room for headers. */
  private static final int CALL_MESSAGE = 1 << 20;

  /** All topics but those of single tools. */
  public List<Spec> specs() {
    var specs = new ArrayList<Spec>();
    for (RawTopic raw : topics.rawLogs()) {
      specs.add(
          spec(
              raw.name(),
              Sensitivity.RAW,
              "what shippers send: a line or a JSON event",
              rawSettings(),
              kafka.partitions()));
      specs.add(
          spec(
              topics.cleanOf(raw.name()).name(),
              Sensitivity.SANITIZED,
              "the same records in the same format, sanitised",
              cleanLogSettings(),
              kafka.partitions()));
    }
    specs.add(
        spec(
            topics.rawDocuments().name(),
            Sensitivity.RAW,
            "text of documents in pieces; a null deletes the document",
            rawSettings(),
            kafka.partitions()));
    specs.add(
        spec(
            topics.cleanDocuments().name(),
            Sensitivity.SANITIZED,
            "the sanitised pieces",
            compacted(),
            kafka.partitions()));
    specs.add(
        spec(
            topics.documentEvents().name(),
            Sensitivity.SANITIZED,
            "the stages that documents reached",
            compacted(),
            kafka.partitions()));
    specs.add(
        spec(
            topics.entries().name(),
            Sensitivity.SANITIZED,
            "what is indexed; vector store and keyword indexes are views of it",
            compacted(),
            kafka.partitions()));
    specs.add(
        spec(
            topics.deadLetters().name(),
            Sensitivity.RAW,
            "what could not be processed, as it came",
            deadLetterSettings(),
            1));
    if (parts.tools()) {
      specs.addAll(toolSpecs());
    }
    if (parts.access()) {
      specs.add(accessKeys());
    }
    return specs;
  }

  private Spec accessKeys() {
    return spec(
        topics.accessKeys().name(),
        Sensitivity.RAW,
        "API keys, hashed; who writes it decides who may ask",
        compacted(),
        1);
  }

  /**
   * Creates the topic of API keys where it is missing, for a command that need not know how the
   * services are set: with {@code kafka.replication-factor} at its default the broker's own counts.
   */
  public void ensureAccessKeys(Admin admin) throws InterruptedException {
    Spec spec = accessKeys();
    if (kafka.replicationFactor() > 1) {
      create(admin, spec, spec.partitions());
    } else {
      create(
          admin,
          new NewTopic(spec.name(), Optional.of(spec.partitions()), Optional.empty())
              .configs(spec.settings()));
    }
  }

  private List<Spec> toolSpecs() {
    return List.of(
        spec(
            topics.toolRegistry().name(),
            Sensitivity.RAW,
            "descriptions and heartbeats of tools",
            registrySettings(),
            1),
        spec(
            topics.toolResults().name(),
            Sensitivity.RAW,
            "what tools answer, for minutes",
            callSettings(),
            kafka.partitions()));
  }

  private Map<String, Set<AclOperation>> needs(Set<TopicUser> users) {
    Map<String, Set<AclOperation>> needs = TopicUser.needs(topics, users);
    if (!parts.tools()) {
      needs.remove(topics.toolRegistry().name());
      needs.remove(topics.toolResults().name());
    }
    if (parts.access()) {
      needs.put(topics.accessKeys().name(), EnumSet.of(AclOperation.READ));
    }
    return needs;
  }

  /** The topic of one tool's calls. */
  public Spec toolCalls(String tool) {
    return spec(
        topics.toolCalls(tool).name(),
        Sensitivity.SANITIZED,
        "calls of one tool",
        callSettings(),
        Math.max(CALL_PARTITIONS, kafka.partitions()));
  }

  /**
   * Creates the topic of one tool's calls where it is missing.
   *
   * @throws BackendException retryable when Kafka can't be reached; not retryable when it is
   *     missing and must not be created
   */
  public void ensureToolCalls(Admin admin, String tool) throws InterruptedException {
    Spec spec = toolCalls(tool);
    try {
      admin.describeTopics(Set.of(spec.name())).allTopicNames().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
        throw KafkaFailures.ofCall(e);
      }
      if (!kafka.createTopics()) {
        throw new BackendException(
            "the topic "
                + spec.name()
                + " is missing; create it (docs/topics.md) or set kafka.create-topics=true",
            false);
      }
      create(admin, spec, spec.partitions());
    }
  }

  /** {@link #ensure(Admin, Set)} for all services. */
  public List<String> ensure(Admin admin) throws InterruptedException {
    return ensure(admin, EnumSet.allOf(TopicUser.class));
  }

  /**
   * Creates what is missing, or says what is, and looks at what exists.
   *
   * @param users the services that will use the topics, whose rights are looked at
   * @return remarks: what is other than the settings say, and may be meant so
   * @throws BackendException retryable when Kafka can't be reached; not retryable, with every
   *     problem there is, when topics are missing and must not be created, or existing ones would
   *     lose records, can't be used, or have another partition count than their partners
   */
  public List<String> ensure(Admin admin, Set<TopicUser> users) throws InterruptedException {
    Set<String> hidden = new TreeSet<>();
    Map<String, TopicDescription> existing = existing(admin, hidden);
    Map<String, Integer> partitions = new HashMap<>();
    existing.forEach((name, topic) -> partitions.put(name, topic.partitions().size()));
    // What this user may not see is another service's business, or a problem of rights.
    var missing =
        specs().stream()
            .filter(spec -> !partitions.containsKey(spec.name()) && !hidden.contains(spec.name()))
            .toList();
    if (!missing.isEmpty() && !kafka.createTopics()) {
      throw new BackendException(
          "topics are missing: "
              + missing.stream().map(Spec::name).toList()
              + "; create them (docs/topics.md) or set kafka.create-topics=true",
          false);
    }
    TopicInspection inspection = inspect(admin, existing, users);
    needs(users).entrySet().stream()
        .filter(need -> hidden.contains(need.getKey()))
        .forEach(need -> inspection.noRight(need.getValue(), need.getKey()));
    for (Spec spec : missing) {
      int count = likePartner(spec, partitions);
      create(admin, spec, count);
      // Not asked for: a topic that was created a moment ago need not be seen yet.
      partitions.put(spec.name(), count);
    }
    cleanByRaw().forEach((raw, clean) -> check(raw, clean, partitions, inspection));
    if (!inspection.problems().isEmpty()) {
      throw new BackendException(String.join("; ", inspection.problems()), false);
    }
    return inspection.remarks();
  }

  /**
   * Looks whether the services may use what they need besides these topics.
   *
   * @throws BackendException not retryable, with every right that is missing
   */
  public void requireGroups(Admin admin, Set<TopicUser> users) throws InterruptedException {
    var inspection = new TopicInspection();
    var rights = new GroupRights(admin, topics, inspection);
    for (TopicUser user : users) {
      rights.inspect(user);
    }
    if (!inspection.problems().isEmpty()) {
      throw new BackendException(String.join("; ", inspection.problems()), false);
    }
  }

  /**
   * Looks whether a consumer group may be read with.
   *
   * @throws BackendException not retryable, when it may not
   */
  public void requireGroup(Admin admin, String group) throws InterruptedException {
    var inspection = new TopicInspection();
    new GroupRights(admin, topics, inspection).inspectGroup(group, AclOperation.READ);
    if (!inspection.problems().isEmpty()) {
      throw new BackendException(String.join("; ", inspection.problems()), false);
    }
  }

  private TopicInspection inspect(
      Admin admin, Map<String, TopicDescription> existing, Set<TopicUser> users)
      throws InterruptedException {
    var inspection = new TopicInspection();
    needs(users)
        .forEach(
            (name, needed) -> {
              TopicDescription topic = existing.get(name);
              if (topic != null) {
                inspection.rights(topic, needed);
              }
            });
    Map<String, Config> settings = settings(admin, existing.keySet());
    for (Spec spec : specs()) {
      Config found = settings.get(spec.name());
      if (found != null) {
        inspection.settings(spec, found);
        if (parts.durable()) {
          inspection.durable(existing.get(spec.name()), found);
        }
      } else if (existing.containsKey(spec.name())) {
        inspection.remark(
            "no right to see the settings of " + spec.name() + ": they were not checked");
      }
    }
    return inspection;
  }

  /** Of topics whose settings this user may see. */
  private static Map<String, Config> settings(Admin admin, Set<String> names)
      throws InterruptedException {
    var found = new HashMap<String, Config>();
    var resources =
        names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    for (var described : admin.describeConfigs(resources).values().entrySet()) {
      try {
        found.put(described.getKey().name(), described.getValue().get());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof AuthorizationException)) {
          throw KafkaFailures.ofCall(e);
        }
      }
    }
    return found;
  }

  /** Raw and clean topic keep their partition numbers: the one takes the count of the other. */
  private int likePartner(Spec spec, Map<String, Integer> partitions) {
    for (Map.Entry<String, String> pair : cleanByRaw().entrySet()) {
      if (pair.getValue().equals(spec.name())) {
        return partitions.getOrDefault(pair.getKey(), spec.partitions());
      }
      if (pair.getKey().equals(spec.name())) {
        return partitions.getOrDefault(pair.getValue(), spec.partitions());
      }
    }
    return spec.partitions();
  }

  private Map<String, String> cleanByRaw() {
    var pairs = new HashMap<String, String>();
    topics.rawLogs().forEach(raw -> pairs.put(raw.name(), topics.cleanOf(raw.name()).name()));
    pairs.put(topics.rawDocuments().name(), topics.cleanDocuments().name());
    return pairs;
  }

  private static void check(
      String raw, String clean, Map<String, Integer> partitions, TopicInspection inspection) {
    boolean seen = partitions.containsKey(raw) && partitions.containsKey(clean);
    if (seen && !Objects.equals(partitions.get(raw), partitions.get(clean))) {
      inspection.problem(
          clean
              + " must have as many partitions as "
              + raw
              + ": records keep their partition number");
    }
  }

  /**
   * @param hidden takes the names of those that this user may not describe
   */
  private Map<String, TopicDescription> existing(Admin admin, Set<String> hidden)
      throws InterruptedException {
    Set<String> names = Set.copyOf(specs().stream().map(Spec::name).toList());
    var found = new HashMap<String, TopicDescription>();
    var options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
    for (var described : admin.describeTopics(names, options).topicNameValues().entrySet()) {
      try {
        found.put(described.getKey(), described.getValue().get());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof TopicAuthorizationException) {
          hidden.add(described.getKey());
        } else if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw KafkaFailures.ofCall(e);
        }
      }
    }
    return found;
  }

  private void create(Admin admin, Spec spec, int partitions) throws InterruptedException {
    var settings = new HashMap<>(spec.settings());
    if (kafka.replicationFactor() >= DURABLE) {
      // An acknowledged record is on two brokers, and writing goes on without one.
      settings.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
    }
    var topic =
        new NewTopic(spec.name(), partitions, (short) kafka.replicationFactor()).configs(settings);
    create(admin, topic);
  }

  private static void create(Admin admin, NewTopic topic) throws InterruptedException {
    try {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new BackendException(
            "can't create " + topic.name() + "; check the rights and kafka.replication-factor",
            e.getCause() instanceof RetriableException,
            e);
      }
    }
  }

  private static Spec spec(
      String name,
      Sensitivity sensitivity,
      String purpose,
      Map<String, String> settings,
      int partitions) {
    return new Spec(name, sensitivity, purpose, partitions, settings);
  }

  private Map<String, String> rawSettings() {
    return timed(kafka.rawRetention(), kafka.rawRetentionBytes().bytes());
  }

  private Map<String, String> cleanLogSettings() {
    return timed(kafka.cleanRetention(), kafka.cleanRetentionBytes().bytes());
  }

  private Map<String, String> callSettings() {
    var settings = new HashMap<>(timed(CALLS, CALL_BYTES));
    settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(CALL_MESSAGE));
    return settings;
  }

  /** Compacted, and what nobody repeats goes. */
  private Map<String, String> registrySettings() {
    var settings = new HashMap<>(timed(ANNOUNCEMENTS, CALL_BYTES));
    settings.put(
        TopicConfig.CLEANUP_POLICY_CONFIG,
        TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE);
    String segment = Long.toString(ANNOUNCEMENT_SEGMENT.toMillis());
    settings.put(TopicConfig.SEGMENT_MS_CONFIG, segment);
    settings.put(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, segment);
    settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(CALL_MESSAGE));
    return settings;
  }

  private Map<String, String> deadLetterSettings() {
    return timed(kafka.cleanRetention(), kafka.rawRetentionBytes().bytes());
  }

  /**
   * Append time: old logs would otherwise be deleted by retention at once. Segments much shorter
   * than the retention: a segment goes as a whole, and Kafka's own 7 days would keep raw text that
   * long.
   */
  private Map<String, String> timed(Duration retention, long bytes) {
    return Map.of(
        TopicConfig.CLEANUP_POLICY_CONFIG,
        TopicConfig.CLEANUP_POLICY_DELETE,
        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
        "LogAppendTime",
        TopicConfig.RETENTION_MS_CONFIG,
        Long.toString(retention.toMillis()),
        TopicConfig.RETENTION_BYTES_CONFIG,
        Long.toString(bytes),
        TopicConfig.SEGMENT_MS_CONFIG,
        Long.toString(Math.max(retention.toMillis() / SEGMENTS, 1000)),
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
        Long.toString(kafka.maxMessage().bytes()));
  }

  private Map<String, String> compacted() {
    return Map.of(
        TopicConfig.CLEANUP_POLICY_CONFIG,
        TopicConfig.CLEANUP_POLICY_COMPACT,
        // Readers that follow see every record: what is compacted early would be missing from the
        // ledger.
        TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
        Long.toString(kafka.rawRetention().toMillis() / 2),
        // What is deleted goes within this time, however little is written after it.
        TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
        Long.toString(kafka.rawRetention().toMillis()),
        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
        "LogAppendTime",
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
        Long.toString(kafka.maxMessage().bytes()));
  }
}
