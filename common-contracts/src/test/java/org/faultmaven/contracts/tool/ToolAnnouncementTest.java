package org.faultmaven.contracts.tool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolAnnouncementTest {
  private static final ToolDescription DESCRIPTION =
      new ToolDescription("echo", "Says it again.", "{\"type\":\"object\"}", true);

  @Test
  void comes_back_as_it_was() {
    var said = new ToolAnnouncement(DESCRIPTION, "1.2", "sre", Duration.ofSeconds(5));

    assertThat(ToolAnnouncement.parse("echo", said.toBytes())).isEqualTo(said);
    assertThat(new String(said.toBytes(), UTF_8))
        .isEqualTo(
            "{\"version\":\"1.2\",\"description\":\"Says it again.\",\"argumentsSchema\":"
                + "{\"type\":\"object\"},\"readOnly\":true,\"owner\":\"sre\",\"heartbeatSeconds\":5}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{\"version\":\"made-up-secret\"}",
        "{\"version\":\"a"
            + " b\",\"description\":\"d\",\"argumentsSchema\":{},\"readOnly\":true,\"owner\":\"\",\"heartbeatSeconds\":5}",
        "{\"version\":\"1\",\"description\":\""
            + " \",\"argumentsSchema\":{},\"readOnly\":true,\"owner\":\"\",\"heartbeatSeconds\":5}",
        "{\"version\":\"1\",\"description\":\"d\",\"argumentsSchema\":{},\"readOnly\":true,\"owner\":\"\",\"heartbeatSeconds\":0}",
        "{\"version\":\"1\",\"description\":\"d\",\"argumentsSchema\":{},\"readOnly\":true,\"owner\":\"\",\"heartbeatSeconds\":61}",
        "{\"version\":\"1\",\"description\":\"d\",\"argumentsSchema\":{},\"readOnly\":\"no\",\"owner\":\"\",\"heartbeatSeconds\":5}"
      })
  void what_is_none_is_refused_without_content(String value) {
    assertThatThrownBy(() -> ToolAnnouncement.parse("echo", value.getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("made-up-secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "echo", "echo/", "/1", "Echo/1", "echo/a b", "echo/1/2"})
  void a_key_names_tool_and_instance(String key) {
    assertThatThrownBy(() -> ToolInstance.parse(key.getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(ToolInstance.parse("echo/host-1.a".getBytes(UTF_8)))
        .isEqualTo(new ToolInstance("echo", "host-1.a"));
  }

  @Test
  void an_answer_is_cut_between_characters() {
    ToolAnswer answer = ToolAnswer.ok("a\u00e9\ud83d\ude00b", 6);
    assertThat(answer.text()).isEqualTo("a\u00e9");
    assertThat(answer.truncated()).isTrue();
    assertThat(ToolAnswer.ok("a\u00e9", 3).truncated()).isFalse();
    assertThat(ToolAnswer.limited(true, new byte[] {(byte) 0xff, 'a'}, 9).text())
        .isEqualTo("\ufffda");
  }
}
