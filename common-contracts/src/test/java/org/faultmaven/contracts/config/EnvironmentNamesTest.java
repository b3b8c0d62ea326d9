package org.faultmaven.contracts.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** FaultMaven's names in the environment hold, each of them. */
class EnvironmentNamesTest {
  static Stream<Arguments> names() {
    return Stream.of(
        name(
            "CHROMADB_URL",
            "http://store:8000",
            c -> c.chroma().url(),
            URI.create("http://store:8000")),
        name("CHROMADB_API_KEY", "k", c -> c.chroma().apiKey(), new Secret("k")),
        name("CHROMADB_COLLECTION", "other", c -> c.chroma().collection(), "other"),
        name("REDIS_HOST", "cache", c -> c.redis().host(), "cache"),
        name("REDIS_PORT", "6380", c -> c.redis().port(), 6380),
        name("REDIS_PASSWORD", "p", c -> c.redis().password(), new Secret("p")),
        name("REDIS_DB", "3", c -> c.redis().db(), 3),
        name(
            "PRESIDIO_ANALYZER_URL",
            "http://analyzer:3000",
            c -> c.presidio().analyzerUrl(),
            URI.create("http://analyzer:3000")),
        name(
            "PRESIDIO_ANONYMIZER_URL",
            "http://anonymizer:3000",
            c -> c.presidio().anonymizerUrl(),
            URI.create("http://anonymizer:3000")),
        name("PRESIDIO_TIMEOUT", "10.5", c -> c.presidio().timeout(), Duration.ofMillis(10500)),
        name("OPENAI_API_KEY", "sk", c -> c.llm().apiKey(), new Secret("sk")),
        name("LLM_MAX_TOKENS", "50", c -> c.llm().maxTokens(), 50),
        name("LLM_TEMPERATURE", "0.1", c -> c.llm().temperature(), 0.1),
        name("LOG_LEVEL", "debug", c -> c.logging().level(), LoggingConfig.Level.DEBUG),
        name("LOG_LEVEL", "WARNING", c -> c.logging().level(), LoggingConfig.Level.WARN),
        name("LOG_LEVEL", "CRITICAL", c -> c.logging().level(), LoggingConfig.Level.ERROR),
        name("LOG_FORMAT", "text", c -> c.logging().format(), LoggingConfig.Format.TEXT),
        name("LOG_DEDUPE", "off", c -> c.logging().dedupe(), false),
        name("LOG_BUFFER_SIZE", "7", c -> c.logging().bufferSize(), 7),
        name("LOG_FLUSH_INTERVAL", "2", c -> c.logging().flushInterval(), Duration.ofSeconds(2)),
        name("SESSION_TIMEOUT_MINUTES", "45", c -> c.session().timeout(), Duration.ofMinutes(45)),
        name("ENABLE_MIGRATION_LOGGING", "1", c -> c.application().migrationLogging(), true),
        name("SKIP_SERVICE_CHECKS", "yes", c -> c.application().skipServiceChecks(), true),
        name(
            "ENVIRONMENT",
            "staging",
            c -> c.application().environment(),
            ApplicationConfig.Environment.STAGING),
        name("PSEUDONYM_KEY", Given.KEY, c -> c.sanitizer().pseudonymKey(), new Secret(Given.KEY)));
  }

  private static Arguments name(
      String name,
      String text,
      Function<FaultMavenConfig, @Nullable Object> setting,
      Object value) {
    return Arguments.of(name, text, setting, value);
  }

  @ParameterizedTest
  @MethodSource("names")
  void holds(
      String name,
      String text,
      Function<FaultMavenConfig, @Nullable Object> setting,
      Object value) {
    Configuration configuration = Given.environment(name, text);

    assertThat(configuration.problems()).isEmpty();
    assertThat(setting.apply(configuration.config())).isEqualTo(value);
    assertThat(configuration.settings())
        .filteredOn(EffectiveSetting::given)
        .singleElement()
        .satisfies(given -> assertThat(given.origin()).isEqualTo("environment " + name))
        .satisfies(given -> assertThat(given.environment()).contains(name));
  }

  @Test
  void theProvidersNamesFollowTheProvider() {
    LlmConfig llm =
        Given.environment(
                "CHAT_PROVIDER", "anthropic",
                "ANTHROPIC_API_KEY", "right",
                "ANTHROPIC_MODEL", "claude",
                "ANTHROPIC_BASE_URL", "https://gateway.test/v1",
                "OPENAI_API_KEY", "wrong",
                "OPENAI_MODEL", "wrong")
            .config()
            .llm();

    assertThat(llm.provider()).isEqualTo(LlmConfig.Provider.ANTHROPIC);
    assertThat(llm.apiKey().reveal()).isEqualTo("right");
    assertThat(llm.model()).isEqualTo("claude");
    assertThat(llm.baseUrl()).isEqualTo(URI.create("https://gateway.test/v1"));
  }

  @Test
  void everyProviderHasNamesOfItsOwn() {
    for (LlmConfig.Provider provider : LlmConfig.Provider.values()) {
      LlmConfig llm =
          Given.environment(
                  "CHAT_PROVIDER",
                  provider.name(),
                  provider.name() + "_API_KEY",
                  "key",
                  provider.name() + "_MODEL",
                  "m",
                  provider.name() + "_BASE_URL",
                  "http://localhost:1")
              .config()
              .llm();

      assertThat(llm.apiKey().reveal()).isEqualTo("key");
      assertThat(llm.model()).isEqualTo("m");
      assertThat(llm.baseUrl()).isNotNull();
    }
  }

  @Test
  void anotherProvidersKeyMeansNothing() {
    assertThat(Given.environment("ANTHROPIC_API_KEY", "k").config().llm().configured()).isFalse();
  }

  @Test
  void everyKeyHasAGenericNameThatBeatsFaultMavens() {
    FaultMavenConfig config =
        Given.environment(
                "FAULTMAVEN_KAFKA_RAW_RETENTION", "2h",
                "FAULTMAVEN_REDIS_PORT", "1",
                "REDIS_PORT", "2")
            .config();

    assertThat(config.kafka().rawRetention()).isEqualTo(Duration.ofHours(2));
    assertThat(config.redis().port()).isEqualTo(1);
  }

  @Test
  void theEnvironmentBeatsAFileWhateverTheName() {
    var source =
        ConfigSource.inOrder(
            List.of(
                ConfigSource.of(Map.of("server.port", "1"), "command line"),
                ConfigSource.environment(Map.of("REDIS_DB", "5", "REDIS_HOST", " ")),
                Given.fileSource("redis.db", "4", "redis.host", "cache", "server.port", "2")));
    Configuration configuration = Configuration.load(source);

    assertThat(configuration.config().redis())
        .isEqualTo(new RedisConfig("cache", 6379, Secret.NONE, 5));
    assertThat(configuration.config().server().port()).isEqualTo(1);
    assertThat(configuration.settings())
        .filteredOn(EffectiveSetting::given)
        .extracting(setting -> setting.key() + " " + setting.origin())
        .containsExactlyInAnyOrder(
            "server.port command line",
            "redis.host file faultmaven.yml",
            "redis.db environment REDIS_DB");
  }
}
