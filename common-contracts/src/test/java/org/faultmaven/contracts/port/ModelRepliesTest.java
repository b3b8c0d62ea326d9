package org.faultmaven.contracts.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.faultmaven.contracts.record.SanitizedText;
import org.junit.jupiter.api.Test;

/** What a model says is untrusted, and errors are shown: neither prints content. */
class ModelRepliesTest {
  @Test
  void repliesAndCallsPrintTheirSizeOnly() {
    var call = new IChatModel.ToolCall("1", "planted_tool", "{\"planted\":1}");
    var reply = new IChatModel.Reply("planted", List.of(call), 3, 4);

    assertThat(reply).hasToString("Reply[7 chars, 1 tool calls]");
    assertThat(call).hasToString("ToolCall[13 chars]");
  }

  @Test
  void aConversationIsOfSanitisedTextInFourRoles() {
    var conversation =
        Arrays.stream(IChatModel.Role.values())
            .map(
                role ->
                    new IChatModel.Message(
                        role,
                        SanitizedText.constant("<EMAIL_ADDRESS>"),
                        role == IChatModel.Role.TOOL ? "call-1" : ""))
            .toList();

    assertThat(conversation)
        .extracting(message -> message.role().name())
        .containsExactly("SYSTEM", "USER", "ASSISTANT", "TOOL");
    assertThat(conversation.getLast())
        .isEqualTo(
            new IChatModel.Message(
                IChatModel.Role.valueOf("TOOL"),
                SanitizedText.constant("<EMAIL_ADDRESS>"),
                "call-1"));
  }

  @Test
  void aBackendsErrorKnowsWhetherItMayBeTriedAgain() {
    var cause = new IOException("refused");

    assertThat(new BackendException("away", true).retryable()).isTrue();
    var bad = new BackendException("bad", false, cause);
    assertThat(bad).hasCause(cause);
    assertThat(bad.retryable()).isFalse();
  }
}
