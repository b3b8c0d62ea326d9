package org.faultmaven.contracts.port;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.tool.ToolDescription;

/**
 * A language model that answers a conversation and may ask for tools. It is only ever handed
 * sanitised text. Safe for use by many threads.
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
   * A call of a tool as it is put back before the model.
   *
   * @param callId the caller's own, in place of the model's
   * @param arguments a JSON object
   */
  record SentCall(String callId, String tool, SanitizedText arguments) {
    /** Content-free. */
    @Override
    public String toString() {
      return "SentCall[" + tool + "]";
    }
  }

  /**
   * What was said.
   *
   * @param calls what an ASSISTANT message asked for, empty otherwise; a TOOL message for each of
   *     them follows
   * @param callId the call that a TOOL message answers, empty otherwise
   */
  record Message(Role role, SanitizedText text, List<SentCall> calls, String callId) {
    public Message {
      calls = List.copyOf(calls);
    }

    public static Message system(SanitizedText text) {
      return new Message(Role.SYSTEM, text, List.of(), "");
    }

    public static Message user(SanitizedText text) {
      return new Message(Role.USER, text, List.of(), "");
    }

    /** What the model said before; it asked for these. */
    public static Message assistant(SanitizedText text, List<SentCall> calls) {
      return new Message(Role.ASSISTANT, text, calls, "");
    }

    /** The result of a call. */
    public static Message result(String callId, SanitizedText text) {
      return new Message(Role.TOOL, text, List.of(), callId);
    }

    /** Content-free. */
    @Override
    public String toString() {
      return "Message[" + role + ", " + text.length() + " chars, " + calls.size() + " calls]";
    }
  }

  /**
   * What the model asks for.
   *
   * @param arguments JSON, as the model wrote them: untrusted
   */
  record ToolCall(String tool, String arguments) {
    /** Without what the model wrote. */
    @Override
    public String toString() {
      return "ToolCall[" + arguments.length() + " chars]";
    }
  }

  /**
   * What the model said.
   *
   * @param text the whole of it; untrusted, and sanitised before it is kept
   * @param toolCalls what it asks for, empty when it is done
   * @param model which model it was, by configuration: provider and name
   * @param complete false when the model was cut short by the limit of its answer
   * @param inputTokens read, as the provider counts; 0 when it does not say
   * @param outputTokens written, likewise
   */
  record Reply(
      String text,
      List<ToolCall> toolCalls,
      String model,
      boolean complete,
      int inputTokens,
      int outputTokens) {
    public Reply {
      toolCalls = List.copyOf(toolCalls);
    }

    /** Without what the model wrote. */
    @Override
    public String toString() {
      return "Reply[" + text.length() + " chars, " + toolCalls.size() + " tool calls]";
    }
  }

  /**
   * Asks the model, and waits until it is done. Interrupt the thread to break it off, which ends
   * the connection too.
   *
   * @param messages at least one of USER
   * @param tools what it may ask for
   * @param within the longest that all of it may take
   * @param onText is handed the text as it comes, by one thread at a time, and never after this
   *     method has ended; together the pieces are the reply's text
   * @throws BackendException when the model can't be reached, refuses, or breaks off; retryable
   *     only when no text was handed out
   */
  Reply chat(
      List<Message> messages,
      List<ToolDescription> tools,
      Duration within,
      Consumer<String> onText);

  /** Asks for nothing that costs tokens. */
  Health check();

  @Override
  void close();
}
