package org.faultmaven.contracts.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

  @Test
  void nothingGivenIsValid() {
    Configuration configuration = load(Map.of());

    assertThat(configuration.validate()).isEmpty();
    FaultMavenConfig config = configuration.config();
    assertThat(config.server().port()).isEqualTo(8080);
    assertThat(config.kafka().bootstrapServers()).containsExactly("localhost:9092");
    assertThat(config.kafka().rawRetention()).isEqualTo(Duration.ofDays(1));
    assertThat(config.chroma().url()).isNull();
    assertThat(config.sanitizer().allow()).isEmpty();
    assertThat(config.server().maxUpload()).isEqualTo(DataSize.parse("64MiB"));
  }

  /** FaultMaven's environment names, with a value that their default is not. */
  @ParameterizedTest
  @CsvSource({
    "CHROMADB_URL, http://chroma:8000, chromadb.url",
    "CHROMADB_COLLECTION, mine, chromadb.collection",
    "REDIS_HOST, redis, redis.host",
    "REDIS_PORT, 6380, redis.port",
    "REDIS_DB, 3, redis.db",
    "PRESIDIO_ANALYZER_URL, http://presidio:5001, presidio.analyzer-url",
    "PRESIDIO_ANONYMIZER_URL, http://presidio:5002, presidio.anonymizer-url",
    "PRESIDIO_TIMEOUT, 7.5, presidio.timeout",
    "LLM_MAX_TOKENS, 99, llm.max-tokens",
    "LLM_TEMPERATURE, 0.1, llm.temperature",
    "LOG_LEVEL, debug, logging.level",
    "LOG_FORMAT, text, logging.format",
    "LOG_DEDUPE, off, logging.dedupe",
    "LOG_BUFFER_SIZE, 7, logging.buffer-size",
    "LOG_FLUSH_INTERVAL, 9, logging.flush-interval",
    "SESSION_TIMEOUT_MINUTES, 45, session.timeout",
    "ENABLE_MIGRATION_LOGGING, yes, application.migration-logging",
    "SKIP_SERVICE_CHECKS, 1, application.skip-service-checks",
    "ENVIRONMENT, staging, application.environment",
    "FAULTMAVEN_KAFKA_TOPIC_PREFIX, other., kafka.topic-prefix",
  })
  void environmentNamesHold(String name, String value, String key) {
    Configuration configuration = load(Map.of(name, value));

    assertThat(configuration.get(key, null)).isEqualTo(value);
    assertThat(setting(configuration, key).origin()).isEqualTo("test");
  }

  @ParameterizedTest
  @CsvSource({
    "CHROMADB_API_KEY, chromadb.api-key",
    "REDIS_PASSWORD, redis.password",
    "OPENAI_API_KEY, llm.api-key",
  })
  void secretsHoldAndAreNeverShown(String name, String key) {
    Configuration configuration = load(Map.of(name, "made-up-secret"));

    assertThat(configuration.get(key, null)).isEqualTo("****");
    assertThat(configuration.toMap()).containsEntry(key, true);
    assertThat(configuration.toMap().toString()).doesNotContain("made-up-secret");
    assertThat(configuration.settings().toString()).doesNotContain("made-up-secret");
    assertThat(configuration.config().toString()).doesNotContain("made-up-secret");
  }

  @Test
  void theProviderDecidesWhichOfItsNamesCount() {
    FaultMavenConfig config =
        load(Map.of(
                "CHAT_PROVIDER",
                "anthropic",
                "ANTHROPIC_API_KEY",
                "made-up",
                "ANTHROPIC_MODEL",
                "a-model",
                "OPENAI_API_KEY",
                "another"))
            .config();

    assertThat(config.llm().provider()).isEqualTo(LlmConfig.Provider.ANTHROPIC);
    assertThat(config.llm().apiKey().reveal()).isEqualTo("made-up");
    assertThat(config.llm().model()).isEqualTo("a-model");
  }

  @Test
  void bareNumbersMeanWhatFaultMavenMeant() {
    FaultMavenConfig config =
        load(Map.of(
                "PRESIDIO_TIMEOUT",
                "7.5",
                "SESSION_TIMEOUT_MINUTES",
                "45",
                "LOG_FLUSH_INTERVAL",
                "9"))
            .config();

    assertThat(config.presidio().timeout()).isEqualTo(Duration.ofMillis(7500));
    assertThat(config.session().timeout()).isEqualTo(Duration.ofMinutes(45));
    assertThat(config.logging().flushInterval()).isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void everyProblemIsReportedAtOnceWithKeyAndWhatIsAccepted() {
    var problems =
        problems(
            Map.of(
                "server.port", "70000",
                "kafka.raw-retention", "soon",
                "server.max-upload", "much",
                "kafka.create-topics", "perhaps",
                "logging.level", "loud",
                "chromadb.url", "chroma",
                "index.time-zone", "Mars/Olympus",
                "llm.temperature", "NaN"));

    assertThat(problems)
        .hasSize(8)
        .anySatisfy(p -> assertThat(p).contains("server.port").contains("0 to 65535"))
        .anySatisfy(p -> assertThat(p).contains("kafka.raw-retention").contains("24h"))
        .anySatisfy(p -> assertThat(p).contains("server.max-upload").contains("64MiB"))
        .anySatisfy(p -> assertThat(p).contains("kafka.create-topics").contains("yes"))
        .anySatisfy(
            p ->
                assertThat(p).contains("logging.level").contains("trace, debug, info, warn, error"))
        .anySatisfy(p -> assertThat(p).contains("chromadb.url").contains("http://"))
        .anySatisfy(p -> assertThat(p).contains("index.time-zone").contains("UTC"))
        .anySatisfy(p -> assertThat(p).contains("llm.temperature").contains("a number"));
  }

  @Test
  void aProblemNeverShowsTheValue() {
    assertThat(
            problems(
                    Map.of(
                        "sanitizer.pseudonym-key",
                        "made-up-secret",
                        "redis.port",
                        "made-up-number"))
                .toString())
        .contains("sanitizer.pseudonym-key")
        .doesNotContain("made-up");
    assertThat(problems(Map.of("sanitizer.pseudonym-key", "c2hvcnQ=")).toString())
        .contains("openssl");
  }

  @Test
  void aMisspeltKeyIsToldItsNeighbour() {
    assertThat(problems(Map.of("kafka.bootstrap-server", "x:1")))
        .containsExactly(
            "kafka.bootstrap-server: there is no such setting; did you mean"
                + " kafka.bootstrap-servers?");
  }

  @Test
  void settingsMustFitTogether() {
    assertThat(problems(Map.of("index.chunk-overlap", "60", "index.chunk-tokens", "50")))
        .hasSize(1);
    assertThat(problems(Map.of("session.timeout", "25h"))).hasSize(1);
    assertThat(problems(Map.of("application.tenant", "No Name"))).hasSize(1);
    assertThat(problems(Map.of("llm.model", "some-model")))
        .singleElement()
        .asString()
        .contains("llm.api-key");
    assertThat(problems(Map.of("CHAT_PROVIDER", "local")))
        .singleElement()
        .asString()
        .contains("llm.base-url");
    assertThat(
            load(Map.of("CHAT_PROVIDER", "local", "llm.base-url", "http://host:1/v1")).validate())
        .isEmpty();
  }

  @Test
  void productionRefusesWhatIsNotSafe() {
    assertThat(problems(Map.of("ENVIRONMENT", "production"))).hasSize(2);
    assertThat(
            load(Map.of(
                    "ENVIRONMENT",
                    "production",
                    "PSEUDONYM_KEY",
                    KEY,
                    "kafka.replication-factor",
                    "3"))
                .validate())
        .isEmpty();
  }

  @Test
  void dottedKeysAreReadAsFaultMavenDid() {
    Configuration configuration = load(Map.of("LOG_DEDUPE", "on", "REDIS_PORT", "7000"));

    assertThat(configuration.getBool("logging.dedupe", false)).isTrue();
    assertThat(configuration.getInt("redis.port", 1)).isEqualTo(7000);
    assertThat(configuration.getInt("no.such", 5)).isEqualTo(5);
    assertThat(configuration.getBool("no.such", true)).isTrue();
    assertThat(configuration.getStr("llm.max_tokens", "")).isEqualTo("1000");
    assertThat(configuration.getStr("llm.provider", "")).isEqualTo("openai");
    assertThat(configuration.getStr("application.session_timeout", "")).isEqualTo("30m");
    assertThat(configuration.get("redis.host", "none")).isEqualTo("none");
    assertThat(configuration.get("chromadb.collection", null)).isEqualTo("faultmaven_knowledge");
    assertThatThrownBy(() -> configuration.getInt("llm.model", 1))
        .hasMessage("llm.model is no whole number");
    assertThat(configuration.toMap())
        .containsEntry("redis.password", false)
        .containsEntry("redis.port", "7000");
  }

  @Test
  void durationsAreReadInEveryForm() {
    assertThat(ValueType.parseDuration("500ms", "")).isEqualTo(Duration.ofMillis(500));
    assertThat(ValueType.parseDuration("7d", "")).isEqualTo(Duration.ofDays(7));
    assertThat(ValueType.parseDuration("24h", "")).isEqualTo(Duration.ofHours(24));
    assertThat(ValueType.parseDuration("PT1M", "")).isEqualTo(Duration.ofMinutes(1));
    assertThatThrownBy(() -> ValueType.parseDuration("7", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sizesReadAsTheyPrint() {
    for (String size : List.of("0B", "1B", "1023B", "1KiB", "64MiB", "3GiB", "2TiB")) {
      assertThat(DataSize.parse(size)).hasToString(size);
    }
    assertThat(DataSize.parse("1536KiB")).isEqualTo(new DataSize(1536 << 10));
    assertThatThrownBy(() -> DataSize.parse("-1")).hasMessageContaining("64MiB");
    assertThatThrownBy(() -> new DataSize(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSecretPrintsAsStars() {
    assertThat(new Secret("made-up")).hasToString("****").isEqualTo(new Secret("made-up"));
    assertThat(new Secret("made-up"))
        .isNotEqualTo(new Secret("other"))
        .hasSameHashCodeAs(new Secret("other"));
    assertThat(Secret.NONE).hasToString("");
  }

  /** After a change: run this test with -Dregenerate=true. */
  @Test
  void theDocumentationIsWhatTheRecordsSay() throws IOException {
    Path page = Path.of("..", "docs", "configuration.md");
    if (Boolean.getBoolean("regenerate")) {
      Files.writeString(page, ConfigurationDocs.markdown());
    }
    assertThat(page).hasContent(ConfigurationDocs.markdown());
  }

  private static List<String> problems(Map<String, String> given) {
    InvalidConfigurationException invalid =
        catchThrowableOfType(InvalidConfigurationException.class, () -> load(given));
    assertThat(invalid).as("refused").isNotNull();
    return invalid.problems();
  }

  private static EffectiveSetting setting(Configuration configuration, String key) {
    return configuration.settings().stream()
        .filter(s -> s.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private static Configuration load(Map<String, String> given) {
    Map<String, String> values = new HashMap<>(given);
    return Configuration.load(
        new ConfigSource() {
          @Override
          public Optional<Value> find(List<String> names) {
            for (String name : names) {
              String value = values.get(name);
              if (value != null) {
                return Optional.of(new Value(value, "test"));
              }
            }
            return Optional.empty();
          }

          @Override
          public Collection<String> keysBelow(String section) {
            return values.keySet().stream().filter(key -> key.startsWith(section + ".")).toList();
          }
        });
  }
}
