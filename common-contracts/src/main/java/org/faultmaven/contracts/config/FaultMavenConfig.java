package org.faultmaven.contracts.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Everything that can be configured, checked. Features take the section they need. */
public record FaultMavenConfig(
    ApplicationConfig application,
    ServerConfig server,
    AccessConfig access,
    KafkaConfig kafka,
    SanitizerConfig sanitizer,
    ExtractionConfig extraction,
    NamesConfig names,
    IndexConfig index,
    ChromaConfig chroma,
    RedisConfig redis,
    PresidioConfig presidio,
    LlmConfig llm,
    LoggingConfig logging,
    TracingConfig tracing,
    SessionConfig session,
    ToolsConfig tools,
    CanaryConfig canary) {
  private static final String CANARY = "canary";
  private static final Duration CANARY_RETENTION = Duration.ofHours(1);

  /**
   * The same for a further tenant: its topics, groups and transactional ids begin with a prefix of
   * its own, and its files are in a folder of its own. API keys are the installation's, so that
   * access is none of its concerns.
   *
   * @param tenant one of {@code application.tenants}
   */
  public FaultMavenConfig of(String tenant) {
    return Records.with(
        this,
        Map.of(
            "access",
            Records.with(access, Map.of("required", false)),
            "application",
            Records.with(
                application,
                Map.of(
                    "tenant",
                    tenant,
                    "tenants",
                    List.of(),
                    "dataDirectory",
                    application.dataDirectory().resolve("tenants").resolve(tenant))),
            "index",
            Records.with(index, Map.of("directory", folder(index.directory(), tenant))),
            "kafka",
            Records.with(
                kafka,
                Map.of(
                    "topicPrefix",
                    kafka.topicPrefix() + tenant + ".",
                    "rawLogTopics",
                    TenantRules.rawLogTopics(kafka, tenant),
                    "tenantRawLogTopics",
                    List.of()))));
  }

  /**
   * The same for the tenant of the leak canary, which is none of {@code application.tenants}. What
   * goes through its topics is made up and kept for an hour.
   *
   * @param createTopics whether this service makes its topics, whatever {@code kafka.create-topics}
   *     says of those of users
   */
  public FaultMavenConfig ofCanary(boolean createTopics) {
    FaultMavenConfig own = of(CANARY);
    return Records.with(
        own,
        Map.of(
            "kafka",
            Records.with(
                own.kafka(),
                Map.of(
                    "createTopics",
                    createTopics,
                    "rawRetention",
                    CANARY_RETENTION,
                    "cleanRetention",
                    CANARY_RETENTION))));
  }

  /** One that is not below the data directory is not moved with it. */
  private static Path folder(Path directory, String tenant) {
    return directory.isAbsolute() ? directory.resolve("tenants").resolve(tenant) : directory;
  }
}
