package org.faultmaven.query.answer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.faultmaven.contracts.port.IChatModel.Message;
import org.faultmaven.contracts.port.IChatModel.SentCall;
import org.faultmaven.contracts.port.IChatModel.ToolCall;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.tool.ToolDescription;
import org.faultmaven.query.answer.Tools.ToolOutcome;
import org.jspecify.annotations.Nullable;

/** The tool calls of one question: made for the model, kept for the answer. */
final class ToolRound {
  /** Of one reply. */
  private static final int MOST_CALLS = 8;

  /** Of a result, in the answer. */
  private static final int SHOWN = 2_000;

  private static final SanitizedText UNKNOWN_TOOL = SanitizedText.constant("unknown_tool");
  private static final SanitizedText NO_ARGUMENTS = SanitizedText.constant("{}");
  private static final SanitizedText NO_SUCH_TOOL =
      SanitizedText.constant("There is no such tool. Use one that is offered, or answer.");
  private static final SanitizedText NO_OBJECT =
      SanitizedText.constant(
          "The arguments are no JSON object. Send one that fits the tool's schema.");

  private final Tools tools;
  private final Tenant tenant;
  private final int resultChars;
  private final AnswerListener listener;
  private final List<ToolUse> uses = new ArrayList<>();
  private final List<SanitizedText> results = new ArrayList<>();

  /**
   * @param resultChars the most of a result that the model is shown
   */
  ToolRound(Tools tools, Tenant tenant, int resultChars, AnswerListener listener) {
    this.tools = tools;
    this.tenant = tenant;
    this.resultChars = resultChars;
    this.listener = listener;
  }

  /**
   * Makes the calls in order.
   *
   * @param said what the model said with them, sanitised
   * @return what to tell the model
   */
  List<Message> call(
      List<ToolCall> calls,
      SanitizedText said,
      List<ToolDescription> offered,
      CitationCheck check,
      Instant deadline) {
    var sent = new ArrayList<SentCall>();
    var told = new ArrayList<Message>();
    for (ToolCall call : calls.subList(0, Math.min(calls.size(), MOST_CALLS))) {
      SanitizedText arguments = arguments(call);
      boolean known = offered.stream().anyMatch(tool -> tool.name().equals(call.tool()));
      String tool = known ? call.tool() : UNKNOWN_TOOL.text();
      ToolOutcome outcome =
          !known
              ? refused(NO_SUCH_TOOL)
              : arguments == null
                  ? refused(NO_OBJECT)
                  : tools.call(tenant, tool, arguments, deadline);
      SanitizedText sentArguments = arguments == null ? NO_ARGUMENTS : arguments;
      SanitizedText result = Prompt.cut(outcome.text(), resultChars);
      use(new SentCall("call-" + (uses.size() + 1), tool, sentArguments), outcome, sent);
      results.add(result);
      check.shown(result);
      if (outcome.ok()) {
        check.result(uses.size());
      }
      told.add(Message.result(sent.getLast().callId(), Prompt.result(uses.size(), result)));
    }
    told.addFirst(Message.assistant(said, sent));
    return told;
  }

  private void use(SentCall call, ToolOutcome outcome, List<SentCall> sent) {
    sent.add(call);
    var use =
        new ToolUse(
            call.tool(),
            call.arguments().text(),
            outcome.ok(),
            outcome.took().toMillis(),
            outcome.ok() ? Prompt.cut(outcome.text(), SHOWN).text() : null);
    uses.add(use);
    listener.tool(use);
  }

  private static ToolOutcome refused(SanitizedText why) {
    return new ToolOutcome(why, false, Duration.ZERO);
  }

  /** Sanitised; null when they are no JSON object. */
  private @Nullable SanitizedText arguments(ToolCall call) {
    String raw = call.arguments().isBlank() ? NO_ARGUMENTS.text() : call.arguments();
    return tools.arguments(tenant, raw).orElse(null);
  }

  /** Those made so far, in order. */
  List<ToolUse> uses() {
    return List.copyOf(uses);
  }

  /** What the model was shown of each. */
  List<SanitizedText> results() {
    return List.copyOf(results);
  }
}
