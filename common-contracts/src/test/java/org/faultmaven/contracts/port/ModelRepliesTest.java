package org.faultmaven.contracts.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.faultmaven.contracts.port.IChatModel.Message;
import org.faultmaven.contracts.port.IChatModel.SentCall;
import org.faultmaven.contracts.record.SanitizedText;
import org.junit.jupiter.api.Test;

/** What a model says is untrusted, and stays out of texts that may be logged. */
class ModelRepliesTest {
  @Test
  void whatAModelSaidDoesNotPrint() {
    var call = new IChatModel.ToolCall("planted_tool", "{\"planted\":1}");
    var reply = new IChatModel.Reply("planted", List.of(call), "local/m", true, 3, 4);
    assertThat(call + " " + reply)
        .doesNotContain("planted")
        .contains("ToolCall[13 chars]", "Reply[7 chars, 1 tool calls]");
  }

  @Test
  void messagesDoNotPrintWhatIsSaid() {
    SanitizedText said = SanitizedText.constant("planted");
    var call = new SentCall("call-1", "look_up", said);
    assertThat(
            Message.system(said)
                + " "
                + Message.user(said)
                + " "
                + Message.assistant(said, List.of(call))
                + " "
                + Message.result("call-1", said)
                + " "
                + call)
        .doesNotContain("planted")
        .contains("Message[TOOL, 7 chars, 0 calls]");
    assertThat(Message.result("call-1", said).callId()).isEqualTo("call-1");
  }
}
