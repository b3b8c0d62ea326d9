package org.faultmaven.contracts.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolDescriptionTest {
  @Test
  void knowledgeBase() {
    var tool = new ToolDescription("knowledge_base", "searches", "{}", true);

    assertThat(tool.name()).isEqualTo("knowledge_base");
    assertThat(tool.readOnly()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1a", "Web", "web-search", "web search", "_a", "a.b"})
  void otherNamesAreRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ToolDescription(name, "d", "{}", true));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ToolDescription("a".repeat(65), "d", "{}", true));
  }

  @RegisteredTool("knowledge_base")
  private static final class Marked {}

  @Test
  void theMarkIsThereAtRunTime() {
    assertThat(Marked.class.getAnnotation(RegisteredTool.class))
        .isNotNull()
        .extracting(RegisteredTool::value)
        .isEqualTo("knowledge_base");
  }
}
