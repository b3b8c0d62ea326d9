package org.faultmaven.query.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentSchemaTest {
  @Test
  void says_what_is_wrong_by_place_and_keyword_without_values() {
    ArgumentSchema schema = ArgumentSchema.of(RunningTools.SCHEMA);

    assertThat(schema.problems("{\"n\":1}")).isEmpty();
    assertThat(schema.problems("{\"n\":\"made-up-secret\"}"))
        .singleElement()
        .asString()
        .contains("n must fit the schema's type")
        .doesNotContain("made-up-secret");
    assertThat(schema.problems("{}"))
        .singleElement()
        .isEqualTo("the arguments must fit the schema's required (n)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "no json",
        "{\"type\":\"string\"}",
        "{\"type\":\"object\",\"properties\":[]}",
        "{\"type\":\"object\",\"required\":\"n\"}",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"pattern\":\"(\"}}}",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#\"}}}",
        "{\"type\":\"object\",\"$id\":\"http://127.0.0.1/x\"}",
        "{\"type\":\"object\",\"$schema\":\"http://127.0.0.1/x\"}"
      })
  void refuses_what_is_no_schema_or_refers_elsewhere(String schema) {
    assertThatThrownBy(() -> ArgumentSchema.of(schema))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("argumentsSchema");
  }

  @Test
  void refuses_one_that_nests_without_end() {
    String deep = "{\"not\":".repeat(200) + "{}" + "}".repeat(200);

    assertThatThrownBy(
            () -> ArgumentSchema.of("{\"type\":\"object\",\"properties\":{\"a\":" + deep + "}}"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_pattern_that_never_ends_is_ended() {
    ArgumentSchema schema =
        ArgumentSchema.of(
            "{\"type\":\"object\",\"properties\":{\"a\":{\"pattern\":\"^(([a-z])+.)+[A-Z]([a-z])+$\"}}}");

    assertThat(schema.problems("{\"a\":\"" + "a".repeat(5_000) + "\"}"))
        .containsExactly("a pattern of the schema takes too long to match");
  }
}
