package org.faultmaven.standalone.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.faultmaven.standalone.cli.Main;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConfigCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void everySettingIsPrintedWithWhereItCameFrom() {
    int status =
        run("config", "--set", "kafka.clean-retention=2d", "--set", "redis.password=made-up");

    assertThat(status).isZero();
    assertThat(out.toString())
        .containsPattern("kafka\\.clean-retention +=.*\\(command line")
        .containsPattern("kafka\\.partitions += 1 +\\(standalone")
        .containsPattern("server\\.port += 8080 +\\(default")
        .containsPattern("redis\\.password += \\*\\*\\*\\*")
        .doesNotContain("made-up");
  }

  @Test
  void jsonIsOneDocument() {
    run("config", "--json");

    JsonNode rows = new JsonMapper().readTree(out.toString());
    assertThat(rows.isArray()).isTrue();
    assertThat(rows.size()).isGreaterThan(40);
    assertThat(rows.get(0).path("origin").asString()).isNotEmpty();
  }

  @Test
  void problemsAreNamedAllAtOnce() {
    int status = run("config", "--set", "server.port=70000", "--set", "kafka.raw-retention=soon");

    assertThat(status).isEqualTo(1);
    assertThat(err.toString()).contains("server.port").contains("kafka.raw-retention");
  }

  private int run(String... args) {
    return new Main(java.util.List.of(new ConfigCommand()))
        .run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }
}
