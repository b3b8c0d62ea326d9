package org.faultmaven.contracts.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.faultmaven.contracts.port.IConfiguration;
import org.junit.jupiter.api.Test;

/** IConfiguration: FaultMaven's dotted keys, read-only. */
class ConfigurationViewTest {
  private final IConfiguration view = Given.file().view();

  @Test
  void faultMavensKeysResolve() {
    assertThat(view.getStr("llm.provider", "")).isEqualTo("openai");
    assertThat(view.getStr("llm.model", "")).isEqualTo("gpt-4o");
    assertThat(view.getInt("llm.max_tokens", 0)).isEqualTo(1000);
    assertThat(view.getStr("llm.temperature", "")).isEqualTo("0.7");
    assertThat(view.get("llm.api_key", null)).isNull();
    assertThat(view.get("redis.host", null)).isNull();
    assertThat(view.getInt("redis.port", 0)).isEqualTo(6379);
    assertThat(view.getInt("redis.db", 1)).isZero();
    assertThat(view.get("chromadb.url", null)).isNull();
    assertThat(view.getStr("chromadb.collection", "")).isEqualTo("faultmaven_knowledge");
    assertThat(view.getInt("presidio.timeout", 0)).isEqualTo(10);
    assertThat(view.getStr("logging.level", "")).isEqualTo("INFO");
    assertThat(view.getStr("logging.format", "")).isEqualTo("json");
    assertThat(view.getBool("logging.dedupe", false)).isTrue();
    assertThat(view.getInt("logging.buffer_size", 0)).isEqualTo(100);
    assertThat(view.getInt("logging.flush_interval", 0)).isEqualTo(5);
    assertThat(view.getStr("application.environment", "")).isEqualTo("development");
    assertThat(view.getInt("application.session_timeout", 0)).isEqualTo(30);
    assertThat(view.getInt("application.session_timeout_minutes", 0)).isEqualTo(30);
    assertThat(view.getStr("application.session_timeout", "")).isEqualTo("30m");
    assertThat(view.getBool("application.migration_logging", true)).isFalse();
    assertThat(view.getBool("application.enable_migration_logging", true)).isFalse();
    assertThat(view.getBool("application.skip_service_checks", true)).isFalse();
  }

  @Test
  void unknownKeysAndThoseWithoutValueGiveTheFallback() {
    assertThat(view.get("no.such", "x")).isEqualTo("x");
    assertThat(view.getStr("redis.host", "x")).isEqualTo("x");
    assertThat(view.getInt("no.such", 7)).isEqualTo(7);
    assertThat(view.getInt("redis.host", 7)).isEqualTo(7);
    assertThat(view.getBool("no.such", true)).isTrue();
    assertThat(view.getBool("redis.host", true)).isTrue();
  }

  @Test
  void theFourWordsForTrue() {
    for (String yes : List.of("true", "1", "YES", "On")) {
      assertThat(Given.file("logging.dedupe", yes).view().getBool("logging.dedupe", false))
          .isTrue();
      assertThat(Given.file("redis.host", yes).view().getBool("redis.host", false)).isTrue();
    }
    assertThat(Given.file("redis.host", "cache").view().getBool("redis.host", true)).isFalse();
  }

  @Test
  void whatIsNoNumberIsRefusedByItsKey() {
    assertThatThrownBy(() -> view.getInt("logging.level", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("logging.level is no whole number")
        .hasNoCause();
    assertThatThrownBy(
            () -> Given.file("session.timeout", "90s").view().getInt("session.timeout", 0))
        .hasMessage("session.timeout is no whole number");
    assertThatThrownBy(() -> view.getInt("kafka.raw-retention", 0))
        .hasMessage("kafka.raw-retention is no whole number");
    assertThatThrownBy(
            () -> Given.file("presidio.timeout", "x").view().getInt("presidio.timeout", 0))
        .hasMessage("presidio.timeout is no whole number");
  }

  @Test
  void theMapHasEveryKeyAndCantBeChanged() {
    var map = Given.file("kafka.raw-log-topics", "a,b").view().toMap();

    assertThat(map)
        .hasSize(Given.file().settings().size())
        .containsEntry("redis.host", "")
        .containsEntry("redis.port", 6379)
        .containsEntry("llm.temperature", 0.7)
        .containsEntry("logging.dedupe", true)
        .containsEntry("kafka.raw-log-topics", List.of("a", "b"))
        .containsEntry("kafka.raw-retention", "1d");
    assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aValidConfigurationHasNoProblems() {
    assertThat(view.validate()).isEmpty();
    assertThat(view.get("kafka.raw-log-topics", "none")).isEqualTo("none");
  }
}
