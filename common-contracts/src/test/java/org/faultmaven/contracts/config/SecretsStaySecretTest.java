package org.faultmaven.contracts.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A secret appears nowhere but where it is revealed. */
class SecretsStaySecretTest {
  private static final String PLANTED = "planted-Value-7f3";

  private static final List<SettingSpec> SECRETS =
      SectionSpec.all().stream()
          .flatMap(section -> section.settings().stream())
          .filter(SettingSpec::secret)
          .toList();

  @Test
  void thereAreSecretsToTest() {
    assertThat(SECRETS)
        .extracting(SettingSpec::key)
        .containsExactlyInAnyOrder(
            "kafka.password",
            "sanitizer.pseudonym-key",
            "chromadb.api-key",
            "redis.password",
            "presidio.anonymizer-operators",
            "llm.api-key",
            "tracing.headers",
            "tools.web-search-key");
  }

  @Test
  void notInViewsMessagesOrStrings() {
    String[] values =
        SECRETS.stream()
            .flatMap(setting -> Stream.of(setting.key(), PLANTED))
            .toArray(String[]::new);
    ConfigSource source = Given.fileSource(values);
    Configuration configuration = Configuration.read(source);
    // The pseudonym key has a form, which the planted value breaks.
    Throwable thrown = catchThrowable(() -> Configuration.load(source));

    assertThat(thrown).isInstanceOf(InvalidConfigurationException.class).hasNoCause();
    assertThat(thrown.toString()).contains("sanitizer.pseudonym-key").doesNotContain(PLANTED);
    assertThat(configuration.problems().toString()).doesNotContain(PLANTED);
    assertThat(configuration.toString()).doesNotContain(PLANTED);
    assertThat(configuration.settings().toString()).contains("****").doesNotContain(PLANTED);
    assertThat(configuration.view().toMap().toString()).doesNotContain(PLANTED);
    assertThat(configuration.view().validate().toString()).doesNotContain(PLANTED);
    assertThat(source.toString()).doesNotContain(PLANTED);
    assertThat(source.find(List.of("llm.api-key")).toString()).doesNotContain(PLANTED);
    for (SettingSpec secret : SECRETS) {
      assertThat(configuration.view().get(secret.key(), null)).isEqualTo("****");
    }
  }

  @Test
  void notInTheRecords() {
    FaultMavenConfig config =
        Given.file(
                "redis.password", PLANTED,
                "llm.api-key", PLANTED,
                "chromadb.api-key", PLANTED,
                "sanitizer.pseudonym-key", Given.KEY)
            .config();

    assertThat(config.toString()).contains("****").doesNotContain(PLANTED, Given.KEY);
    assertThat(config.redis().password().reveal()).isEqualTo(PLANTED);
  }

  @Test
  void theMapSaysWhetherOneIsThere() {
    assertThat(Given.file("redis.password", PLANTED).view().toMap())
        .containsEntry("redis.password", true)
        .containsEntry("llm.api-key", false);
  }

  @Test
  void aPasswordInAnAddressIsRefusedAndNotShown() {
    Configuration configuration =
        Given.file(
            "redis.host", "redis://:" + PLANTED + "@cache",
            "chromadb.url", "http://user:" + PLANTED + "@store",
            "presidio.analyzer-url", "nowhere@" + PLANTED);

    assertThat(configuration.problems())
        .extracting(Problem::key)
        .containsExactly("chromadb.url", "presidio.analyzer-url", "redis.host");
    assertThat(configuration.problems().toString()).doesNotContain(PLANTED);
    assertThat(configuration.settings().toString()).doesNotContain(PLANTED);
    assertThat(configuration.view().toMap().toString()).doesNotContain(PLANTED);
    assertThat(configuration.view().get("redis.host", null)).isEqualTo("(not shown)");
  }

  @Test
  void aSecretLosesItsFilesLineEndAndNothingElse() {
    assertThat(Given.file("redis.password", " pass \r\n").config().redis().password().reveal())
        .isEqualTo(" pass ");
  }

  @Test
  void secretsCompareByValue() {
    assertThat(new Secret("a")).isEqualTo(new Secret("a")).isNotEqualTo(new Secret("b"));
    assertThat(new Secret("a")).hasSameHashCodeAs(new Secret("b")).isNotEqualTo("a");
    assertThat(new Secret("a")).hasToString("****");
    assertThat(Secret.NONE).hasToString("");
    assertThat(Secret.NONE.isSet()).isFalse();
  }
}
