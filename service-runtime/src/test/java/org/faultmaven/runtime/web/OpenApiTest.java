package org.faultmaven.runtime.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OpenApiTest {
  private static JsonNode of(String... names) {
    Map<String, Object> document =
        OpenApi.of(
            List.of(names).stream()
                .map(name -> new OpenApiPart("openapi/" + name + ".yaml"))
                .toList());
    return JsonMapper.shared().valueToTree(document);
  }

  @Test
  void oneServiceServesItsOwn() {
    JsonNode one = of("one");

    assertThat(one.at("/info/title").stringValue()).isEqualTo("One");
    assertThat(one.path("paths").propertyNames()).containsExactly("/shared", "/one");
    assertThat(one.at("/components/schemas/One/example").stringValue())
        .isEqualTo("2026-01-31T12:00:00Z");
  }

  @Test
  void severalServicesInOneProcessServeTheWhole() {
    JsonNode whole = of("one", "two");

    assertThat(whole.at("/info/title").stringValue()).isEqualTo("FaultMaven");
    assertThat(whole.path("paths").propertyNames()).containsExactly("/shared", "/one", "/two");
    assertThat(whole.at("/components/schemas").propertyNames())
        .containsExactly("Problem", "One", "Two");
    assertThat(whole.path("tags")).hasSize(2);
  }

  @Test
  void aNameHasOneMeaning() {
    assertThatThrownBy(() -> of("one", "contrary"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("/components/schemas/Problem");
  }
}
