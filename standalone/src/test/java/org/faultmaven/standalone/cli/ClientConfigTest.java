package org.faultmaven.standalone.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class ClientConfigTest {
  @ParameterizedTest
  @CsvSource({
    "ask, --url, http://127.0.0.1:8080",
    "send, --bootstrap, localhost:9092",
    "send, --topic, faultmaven.logs.raw",
    "down, --data, .faultmaven/data"
  })
  void withNothingSaidAnInstallationHereIsMeant(String command, String option, String value) {
    assertThat(defaultOf(Map.of(), command, option)).isEqualTo(value);
  }

  @Test
  void theEnvironmentIsHeardAsTheInstallationHearsIt() {
    Map<String, String> environment =
        Map.of(
            "FAULTMAVEN_KAFKA_BOOTSTRAP_SERVERS", "one:9092,two:9092",
            "FAULTMAVEN_KAFKA_TOPIC_PREFIX", "acme.",
            "FAULTMAVEN_SERVER_PORT", "8081",
            "FAULTMAVEN_APPLICATION_DATA_DIRECTORY", "/data/acme");

    assertThat(defaultOf(environment, "send", "--bootstrap")).isEqualTo("one:9092,two:9092");
    assertThat(defaultOf(environment, "send", "--topic")).isEqualTo("acme.logs.raw");
    assertThat(defaultOf(environment, "ask", "--url")).isEqualTo("http://127.0.0.1:8081");
    assertThat(defaultOf(environment, "down", "--data")).isEqualTo("/data/acme");
    assertThat(defaultOf(Map.of("FAULTMAVEN_URL", "https://fm.example.com"), "ask", "--url"))
        .isEqualTo("https://fm.example.com");
  }

  @Test
  void whatNoClientNeedsMayBeWrong() {
    assertThat(
            defaultOf(
                Map.of("ENVIRONMENT", "production", "REDIS_PORT", "none"), "send", "--bootstrap"))
        .isEqualTo("localhost:9092");
  }

  @Test
  void whatAClientNeedsMayNot() {
    assertThatThrownBy(() -> defaultOf(Map.of("FAULTMAVEN_SERVER_PORT", "many"), "ask", "--url"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("server.port")
        .hasMessageContaining("FAULTMAVEN_SERVER_PORT");
  }

  private static @Nullable String defaultOf(
      Map<String, String> environment, String command, String option) {
    CommandLine commandLine =
        requireNonNull(new CommandLine(new Main(List.of())).getSubcommands().get(command));
    return new ClientConfig(environment)
        .defaultValue(commandLine.getCommandSpec().findOption(option));
  }
}
