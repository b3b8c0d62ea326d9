package org.faultmaven.contracts.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is reported whole, with its key, its place and what would be accepted. */
class ProblemsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\0',
      textBlock =
          """
          kafka.partitions; many; a whole number, 1 to 10000
          kafka.partitions; 0; a whole number, 1 to 10000
          kafka.partitions; 10001; a whole number, 1 to 10000
          kafka.partitions; 99999999999; a whole number, 1 to 10000
          kafka.create-topics; perhaps; true, 1, yes, on, false, 0, no or off
          kafka.raw-retention; 1; a duration such as 500ms, 10s, 5m, 24h, 7d or PT10S, at least 1m
          kafka.raw-retention; 59s; a duration such as 500ms, 10s, 5m, 24h, 7d or PT10S, at least 1m
          presidio.timeout; -1; a duration such as 500ms, 10s, 5m, 24h, 7d or PT10S (a bare number is seconds), 100ms to 5m
          kafka.max-message; 4MB; a size such as 512KiB, 64MiB or 2GiB, or a number of bytes, 1MiB to 1GiB
          llm.temperature; NaN; a number, 0 to 2
          llm.temperature; 1e400; a number, 0 to 2
          logging.level; loud; one of TRACE, DEBUG, INFO, WARN, ERROR
          logging.format; xml; one of json, text
          application.environment; prod; one of development, staging, production
          chromadb.url; ftp://store; an http:// or https:// address with a host, and without user, password, query or fragment
          chromadb.url; http://; an http:// or https:// address with a host, and without user, password, query or fragment
          chromadb.url; store:8000; an http:// or https:// address with a host, and without user, password, query or fragment
          index.time-zone; Mars/Olympus; a time zone such as UTC or Europe/Berlin
          """)
  void namesKeyPlaceValueAndWhatIsAccepted(String key, String text, String accepted) {
    assertThat(Given.problems(key, text))
        .containsExactly(key + " (file faultmaven.yml): \"" + text + "\" is not " + accepted);
  }

  @Test
  void aPathThatCanBeNone() {
    assertThat(Given.problems("index.directory", "a\0b"))
        .containsExactly("index.directory (file faultmaven.yml): \"a b\" is not a path");
  }

  @Test
  void allAtOnce() {
    var thrown =
        catchThrowableOfType(
            InvalidConfigurationException.class,
            () ->
                Configuration.load(
                    Given.fileSource(
                        "kafka.partitions", "many",
                        "redis.port", "0",
                        "chromadb.url", "nowhere",
                        "sanitizer.pseudonym-key", "short",
                        "index.chunk-overlap", "90",
                        "index.chunk-tokens", "80",
                        "kafka.partitons", "6")));

    assertThat(thrown.problems())
        .extracting(Problem::key)
        .containsExactly(
            "kafka.partitions",
            "chromadb.url",
            "redis.port",
            "sanitizer.pseudonym-key",
            "index.chunk-overlap",
            "kafka.partitons");
    assertThat(thrown.toString().lines()).hasSize(7);
    assertThat(thrown)
        .hasMessageStartingWith("the configuration has 6 problems:")
        .hasMessageContaining("\n  kafka.partitions (file faultmaven.yml): ");
  }

  @Test
  void aReadConfigurationWithProblemsCantBeUsed() {
    Configuration configuration = Given.file("redis.port", "x");

    assertThatThrownBy(configuration::config)
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageStartingWith("the configuration has a problem:");
    assertThat(configuration.view().validate())
        .containsExactly(
            "redis.port (file faultmaven.yml): \"x\" is not a whole number, 1 to 65535");
    assertThat(configuration.settings())
        .filteredOn(setting -> setting.key().equals("redis.port"))
        .extracting(EffectiveSetting::value)
        .containsExactly("x");
  }

  @Test
  void aMistypedKeyIsToldWithTheNearest() {
    assertThat(
            Given.problems(
                "kafka.rawRetention", "1h",
                "redis.pasword", "hunter2hunter2",
                "chromadb.something-else", "1",
                "sanitizer.allow[0]", "a",
                "somebody.elses", "1"))
        .containsExactlyInAnyOrder(
            "kafka.rawRetention (file faultmaven.yml): is no setting; did you mean"
                + " kafka.raw-retention?",
            "redis.pasword (file faultmaven.yml): is no setting; did you mean redis.password?",
            "chromadb.something-else (file faultmaven.yml): is no setting; docs/configuration.md"
                + " lists them");
  }

  @Test
  void aMistypedVariableToo() {
    Configuration configuration =
        Given.environment(
            "FAULTMAVEN_KAFKA_PARTITONS", "3", "FAULTMAVEN_OPTS", "-Xmx1g", "KAFKA_HOME", "/opt");

    assertThat(configuration.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "FAULTMAVEN_KAFKA_PARTITONS (environment FAULTMAVEN_KAFKA_PARTITONS): is no setting;"
                + " did you mean FAULTMAVEN_KAFKA_PARTITIONS?");
  }

  @Test
  void springBootsKeysInSectionsOfTheSameNameAreLeftAlone() {
    assertThat(
            Given.problems(
                "server.shutdown", "graceful",
                "server.ssl.enabled", "true",
                "logging.level.org.apache.kafka", "WARN",
                "logging.config", "logback.xml",
                "server.ports", "8080"))
        .containsExactly(
            "server.ports (file faultmaven.yml): is no setting; did you mean server.port?");
  }

  @Test
  void aSourceThatCantListItsNamesIsFine() {
    ConfigSource source =
        names ->
            names.contains("REDIS_PORT")
                ? Optional.of(new ConfigSource.Value("7000", "somewhere"))
                : Optional.empty();

    assertThat(Configuration.load(source).config().redis().port()).isEqualTo(7000);
  }

  @Test
  void aBlankValueCountsAsNone() {
    ConfigSource blank = names -> Optional.of(new ConfigSource.Value(" ", "somewhere"));

    assertThat(Configuration.load(blank).config()).isEqualTo(Given.file().config());
  }

  @Test
  void listsComeWithCommasOrAsYamlGivesThem() {
    assertThat(Given.file("kafka.raw-log-topics", "a, b,,c ").config().kafka().rawLogTopics())
        .containsExactly("a", "b", "c");
    assertThat(
            Given.file("sanitizer.allow[0]", "one, two", "sanitizer.allow[1]", "three")
                .config()
                .sanitizer()
                .allow())
        .containsExactly("one, two", "three");
  }

  @Test
  void anOrderedSourceListsTheNamesOfAll() {
    var source =
        ConfigSource.inOrder(
            List.of(
                ConfigSource.of(Map.of("a", "1"), "x"),
                ConfigSource.environment(Map.of("B", "2"))));

    assertThat(source.names()).containsExactlyInAnyOrder("a", "B");
  }
}
