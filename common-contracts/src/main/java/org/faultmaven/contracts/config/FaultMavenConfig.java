package org.faultmaven.contracts.config;

/** Everything that can be configured, checked. Features take the section they need. */
public record FaultMavenConfig(
    ApplicationConfig application,
    ServerConfig server,
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
    SessionConfig session,
    ToolsConfig tools) {}
