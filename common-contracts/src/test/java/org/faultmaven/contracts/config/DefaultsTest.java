package org.faultmaven.contracts.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With nothing configured everything has a value, and they are FaultMaven's where it had one. */
class DefaultsTest {
  private final FaultMavenConfig config = Given.file().config();

  @Test
  void faultMavensDefaultsHold() {
    assertThat(config.llm())
        .isEqualTo(
            new LlmConfig(
                LlmConfig.Provider.OPENAI,
                Secret.NONE,
                "gpt-4o",
                null,
                List.of(),
                1000,
                0.7,
                Duration.ofSeconds(60),
                6,
                8_000,
                12_000,
                50_000,
                500_000,
                List.of()));
    assertThat(config.redis()).isEqualTo(new RedisConfig(null, 6379, Secret.NONE, 0));
    assertThat(config.chroma())
        .isEqualTo(
            new ChromaConfig(
                null,
                Secret.NONE,
                "faultmaven_knowledge",
                "default_tenant",
                "default_database",
                Duration.ofDays(1)));
    assertThat(config.presidio())
        .isEqualTo(
            new PresidioConfig(null, null, Secret.NONE, Duration.ofSeconds(10), "en", 100_000));
    assertThat(config.logging())
        .isEqualTo(
            new LoggingConfig(
                LoggingConfig.Level.INFO,
                LoggingConfig.Format.JSON,
                true,
                100,
                Duration.ofSeconds(5)));
    assertThat(config.session().timeout()).isEqualTo(Duration.ofMinutes(30));
    assertThat(config.application())
        .isEqualTo(
            new ApplicationConfig(
                ApplicationConfig.Environment.DEVELOPMENT,
                "default",
                List.of(),
                Path.of(".faultmaven/data"),
                false,
                false));
  }

  @Test
  void theRestHasDefaultsOfItsType() {
    assertThat(config.kafka().bootstrapServers()).containsExactly("localhost:9092");
    assertThat(config.kafka().rawLogTopics()).isEmpty();
    assertThat(config.kafka().cleanRetention()).isEqualTo(Duration.ofDays(7));
    assertThat(config.kafka().maxMessage()).isEqualTo(DataSize.parse("16MiB"));
    assertThat(config.index().timeZone()).isEqualTo(ZoneId.of("UTC"));
    assertThat(config.sanitizer().pseudonymKey()).isEqualTo(Secret.NONE);
  }

  @Test
  void noAddressOfAnybodysNetworkIsADefault() {
    List<String> defaults = Given.file().settings().stream().map(EffectiveSetting::value).toList();

    assertThat(defaults).noneMatch(value -> value.contains("://"));
    assertThat(defaults)
        .filteredOn(value -> value.matches(".*[a-z]\\.(local|com|net|io|org)\\b.*"))
        .isEmpty();
  }

  @Test
  void everySettingSaysThatItIsADefault() {
    assertThat(Given.file().settings())
        .hasSize(SectionSpec.all().stream().mapToInt(section -> section.settings().size()).sum())
        .allSatisfy(
            setting -> {
              assertThat(setting.origin()).isEqualTo("default");
              assertThat(setting.given()).isFalse();
            });
  }
}
