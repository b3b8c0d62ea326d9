package org.faultmaven.contracts.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
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
  void aBackendsErrorKnowsWhetherItMayBeTriedAgain() {
    var cause = new IOException("refused");

    assertThat(new BackendException("away", true).retryable()).isTrue();
    var bad = new BackendException("bad", false, cause);
    assertThat(bad).hasCause(cause);
    assertThat(bad.retryable()).isFalse();
  }
}
