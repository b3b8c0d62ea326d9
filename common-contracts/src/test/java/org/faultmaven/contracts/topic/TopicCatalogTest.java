package org.faultmaven.contracts.topic;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.MockAdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.faultmaven.contracts.config.ConfigSource;
import org.faultmaven.contracts.config.Configuration;
import org.faultmaven.contracts.config.KafkaConfig;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.Tenant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against the fake of Kafka's own tests; a real broker does the rest in standalone's suite. */
class TopicCatalogTest {
  private final MockAdminClient admin = MockAdminClient.create().numBrokers(1).build();

  @AfterEach
  void close() {
    admin.close();
  }

  private static TopicCatalog catalog(String... settings) {
    var values = new LinkedHashMap<String, String>();
    for (int i = 0; i < settings.length; i += 2) {
      values.put(settings[i], settings[i + 1]);
    }
    KafkaConfig kafka = Configuration.load(ConfigSource.of(values, "test")).config().kafka();
    return new TopicCatalog(
        new Topics(kafka.topicPrefix(), Tenant.DEFAULT, kafka.rawLogTopics()), kafka);
  }

  private int partitions(String topic) throws Exception {
    var described = admin.describeTopics(List.of(topic)).allTopicNames().get();
    return requireNonNull(described.get(topic)).partitions().size();
  }

  private String setting(String topic, String name) throws Exception {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    var described = admin.describeConfigs(List.of(resource)).all().get();
    return requireNonNull(described.get(resource)).get(name).value();
  }

  private void create(String topic, int partitions) throws Exception {
    create(topic, partitions, Map.of());
  }

  private void create(String topic, int partitions, Map<String, String> settings) throws Exception {
    admin
        .createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(settings)))
        .all()
        .get();
  }

  @Test
  void createsWhatIsMissingAsSpecified() throws Exception {
    TopicCatalog catalog = catalog("kafka.partitions", "3");
    catalog.ensure(admin);

    assertThat(admin.listTopics().names().get())
        .containsExactlyInAnyOrderElementsOf(
            catalog.specs().stream().map(TopicCatalog.Spec::name).toList());
    assertThat(partitions("faultmaven.logs.raw")).isEqualTo(3);
    assertThat(partitions("faultmaven.deadletter")).isEqualTo(1);
    for (TopicCatalog.Spec spec : catalog.specs()) {
      for (Map.Entry<String, String> wanted : spec.settings().entrySet()) {
        assertThat(setting(spec.name(), wanted.getKey())).isEqualTo(wanted.getValue());
      }
    }
  }

  @Test
  void twiceIsAsOnce() throws Exception {
    TopicCatalog catalog = catalog();
    catalog.ensure(admin);
    var before = admin.listTopics().names().get();
    catalog.ensure(admin);

    assertThat(admin.listTopics().names().get()).isEqualTo(before);
  }

  @Test
  void rawTextLivesNoLongerThanItsRetentionAndAnEighth() throws Exception {
    catalog("kafka.raw-retention", "8h").ensure(admin);

    for (String raw : List.of("faultmaven.logs.raw", "faultmaven.documents.raw")) {
      assertThat(setting(raw, "cleanup.policy")).isEqualTo("delete");
      assertThat(setting(raw, "retention.ms")).isEqualTo("28800000");
      assertThat(setting(raw, "segment.ms")).isEqualTo("3600000");
      assertThat(setting(raw, "message.timestamp.type")).isEqualTo("LogAppendTime");
    }
    assertThat(setting("faultmaven.documents.clean", "cleanup.policy")).isEqualTo("compact");
    assertThat(setting("faultmaven.documents.clean", "max.compaction.lag.ms"))
        .isEqualTo("28800000");
  }

  @Test
  void aCleanTopicTakesTheCountOfARawOneThatIsThere() throws Exception {
    create("app.events", 2);
    create("faultmaven.documents.raw", 5);
    catalog("kafka.raw-log-topics", "app.events").ensure(admin);

    assertThat(partitions("faultmaven.clean.app.events")).isEqualTo(2);
    assertThat(partitions("faultmaven.documents.clean")).isEqualTo(5);
    assertThat(partitions("faultmaven.entries")).isEqualTo(6);
  }

  @Test
  void aRawTopicTakesTheCountOfACleanOneThatIsThere() throws Exception {
    create("faultmaven.logs.clean", 4);
    catalog().ensure(admin);

    assertThat(partitions("faultmaven.logs.raw")).isEqualTo(4);
  }

  @Test
  void saysWhatIsMissingWhenItMustNotCreate() throws Exception {
    create("faultmaven.entries", 6);
    var thrown =
        catchThrowableOfType(
            BackendException.class, () -> catalog("kafka.create-topics", "false").ensure(admin));

    assertThat(thrown)
        .hasMessageContaining("faultmaven.logs.raw")
        .hasMessageContaining("kafka.create-topics=true")
        .hasMessageNotContaining("faultmaven.entries");
    assertThat(thrown.retryable()).isFalse();
    assertThat(admin.listTopics().names().get()).containsExactly("faultmaven.entries");
  }

  @Test
  void countsThatDifferAreRefused() throws Exception {
    create("faultmaven.logs.raw", 2);
    create("faultmaven.logs.clean", 3);

    assertThatThrownBy(() -> catalog().ensure(admin))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("faultmaven.logs.clean must have as many partitions as");
  }

  @Test
  void everyTopicThatWouldLoseRecordsIsNamedAtOnce() throws Exception {
    create("faultmaven.logs.raw", 6, Map.of("cleanup.policy", "compact"));
    create("faultmaven.logs.clean", 6, Map.of("message.timestamp.type", "CreateTime"));
    create("faultmaven.entries", 6, Map.of("cleanup.policy", "delete"));

    assertThatThrownBy(() -> catalog().ensure(admin))
        .hasMessageContaining("faultmaven.logs.raw is compacted")
        .hasMessageContaining("faultmaven.logs.clean keeps the senders' timestamps")
        .hasMessageContaining("faultmaven.entries is not compacted");
  }

  @Test
  void whatMayBeMeantIsRemarkedOnly() throws Exception {
    create(
        "app.events", 2, Map.of("retention.ms", "7200000", "message.timestamp.type", "CreateTime"));

    assertThat(catalog("kafka.raw-log-topics", "app.events").ensure(admin))
        .anyMatch(remark -> remark.contains("app.events is kept for PT2H"))
        .anyMatch(remark -> remark.contains("app.events keeps the senders' timestamps"));
  }

  @Test
  void everyServiceUsesTopicsThatThereAre() {
    TopicCatalog catalog = catalog("kafka.raw-log-topics", "a,b");
    var topics = new Topics("faultmaven.", Tenant.DEFAULT, List.of("a", "b"));

    assertThat(TopicUser.needs(topics, EnumSet.allOf(TopicUser.class)).keySet())
        .containsExactlyInAnyOrderElementsOf(
            catalog.specs().stream().map(TopicCatalog.Spec::name).toList());
    assertThat(TopicUser.QUERY.needs(topics).keySet())
        .as("what query-service touches")
        .noneMatch(topic -> topic.endsWith(".raw") || topic.equals("a"));
  }

  @Test
  void theTopicOfAToolsCallsIsCreatedOnce() throws Exception {
    catalog().ensureToolCalls(admin, "echo");
    catalog().ensureToolCalls(admin, "echo");

    assertThat(partitions("faultmaven.tools.calls.echo")).isEqualTo(6);
    assertThat(setting("faultmaven.tools.calls.echo", "retention.ms")).isEqualTo("600000");
    assertThatThrownBy(
            () -> catalog("kafka.create-topics", "false").ensureToolCalls(admin, "other"))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("faultmaven.tools.calls.other is missing");
  }

  @Test
  void whatToolsAnnounceIsCompactedAndGoes() throws Exception {
    catalog().ensure(admin);

    assertThat(setting("faultmaven.tools.registry", "cleanup.policy")).isEqualTo("compact,delete");
    assertThat(catalog().ensure(admin)).isEmpty();
  }

  @Test
  void anOutageMayBeTriedAgain() {
    admin.timeoutNextRequest(1);
    var thrown = catchThrowableOfType(BackendException.class, () -> catalog().ensure(admin));

    assertThat(thrown).hasMessageContaining("kafka.bootstrap-servers");
    assertThat(thrown.retryable()).isTrue();
  }

  @Test
  void tooManyReplicasMayNot() {
    var thrown =
        catchThrowableOfType(
            BackendException.class, () -> catalog("kafka.replication-factor", "3").ensure(admin));

    assertThat(thrown).hasMessageContaining("kafka.replication-factor");
    assertThat(thrown.retryable()).isFalse();
  }

  @Test
  void everyPairIsSpecifiedWithItsSensitivity() {
    var specs = catalog("kafka.raw-log-topics", "a,b").specs();

    assertThat(specs)
        .filteredOn(spec -> spec.sensitivity() == Sensitivity.RAW)
        .extracting(TopicCatalog.Spec::name)
        .containsExactly(
            "a",
            "b",
            "faultmaven.documents.raw",
            "faultmaven.deadletter",
            "faultmaven.tools.registry",
            "faultmaven.tools.results");
    assertThat(specs)
        .filteredOn(spec -> spec.sensitivity() == Sensitivity.SANITIZED)
        .extracting(TopicCatalog.Spec::name)
        .containsExactly(
            "faultmaven.clean.a",
            "faultmaven.clean.b",
            "faultmaven.documents.clean",
            "faultmaven.documents.events",
            "faultmaven.entries");
    assertThat(specs).noneMatch(spec -> spec.purpose().isBlank());
  }
}
