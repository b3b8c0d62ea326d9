package org.faultmaven.contracts.port;

import java.util.List;
import java.util.function.Consumer;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.tool.ToolDescription;

/**
 * A language model that answers a conversation and may ask for tools. It is only ever handed
 * sanitised text.
 */
public interface IChatModel extends AutoCloseable {
  /** Who says it. */
  enum Role {
    SYSTEM,
    USER,
    ASSISTANT,
    TOOL
  }

  /**
   * @param callId the call that a TOOL message answers, empty otherwise
   */
  record Message(Role role, SanitizedText text, String callId) {}

  /**
   * @param arguments JSON, as the model wrote them: untrusted
   */
  record ToolCall(String callId, String tool, String arguments) {
    /** Without what the model wrote. */
    @Override
    public String toString() {
      return "ToolCall[" + arguments.length() + " chars]";
    }
  }

  /**
   * @param text what it said; untrusted, and sanitised before it is kept
   * @param toolCalls what it asks for, empty when it is done
   */
  record Reply(String text, List<ToolCall> toolCalls, int inputTokens, int outputTokens) {
    /** Without what the model wrote. */
    @Override
    public String toString() {
      return "Reply[" + text.length() + " chars, " + toolCalls.size() + " tool calls]";
    }
  }

  /**
   * @param tools what it may ask for
   * @param onText is handed the text as it comes
   * @throws BackendException when the model can't be reached, refuses, or breaks off
   */
  Reply chat(List<Message> messages, List<ToolDescription> tools, Consumer<String> onText);

  Health check();

  @Override
  void close();
}
