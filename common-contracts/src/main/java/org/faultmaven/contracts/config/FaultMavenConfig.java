package org.faultmaven.contracts.config;

import java.nio.file.Path;
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

  /** One that is not below the data directory is not moved with it. */
  private static Path folder(Path directory, String tenant) {
    return directory.isAbsolute() ? directory.resolve("tenants").resolve(tenant) : directory;
  }
}
