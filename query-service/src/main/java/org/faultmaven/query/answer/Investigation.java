package org.faultmaven.query.answer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.IChatModel.Message;
import org.faultmaven.contracts.port.IChatModel.Reply;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.tool.ToolDescription;
import org.faultmaven.contracts.trace.TraceSpan;
import org.faultmaven.query.answer.Answer.Usage;
import org.faultmaven.query.answer.ModelMeters.Outcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One question before a model: it is shown the evidence, asks for tools within its limits, and
 * writes. Whatever it does wrong ends in a draft with facts, or in a reason why there is none.
 */
final class Investigation {
  private static final Logger LOG = LoggerFactory.getLogger(Investigation.class);

  /** Characters a token, where the provider does not count. */
  private static final int TOKEN = 4;

  private static final int SAID = 2_000;

  private final ModelAnswerer with;
  private final AskedQuestion asked;
  private final Findings findings;
  private final CitationCheck check;
  private final Draft draft;
  private final ToolRound tools;
  private final long end;
  private String model = "";
  private String failure = "";
  private boolean cut;
  private long inputTokens;
  private long outputTokens;

  Investigation(
      ModelAnswerer with, AskedQuestion asked, Findings findings, AnswerListener listener) {
    this.with = with;
    this.asked = asked;
    this.findings = findings;
    this.check = new CitationCheck(with.prompt().shown(findings));
    this.draft =
        new Draft(
            check,
            new Attribution(findings.numbered()),
            this::sanitized,
            Preface.of(findings),
            listener);
    this.tools = new ToolRound(with.tools(), with.tenant(), with.limits().resultChars(), listener);
    this.end = System.nanoTime() + with.limits().time().toNanos();
  }

  /**
   * Runs to its end.
   *
   * @throws CancellationException when the thread was interrupted
   */
  void run() {
    try {
      steps();
      if (!draft.hasFacts()) {
        failure = "nothing that the language model wrote cites what it was shown";
      }
    } catch (BackendException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("the question was given up");
      }
      draft.brokenOff();
      failure = "the language model failed (" + withoutStop(e.getMessage()) + ")";
      LOG.warn("A model's answer ended early: {}", e.getMessage());
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      // What a model writes must not cost the answer. The class alone: a message may quote it.
      draft.brokenOff();
      failure = "what the language model wrote could not be worked through";
      LOG.error("A model's answer failed with {}", e.getClass().getName());
    }
    count();
  }

  private static String withoutStop(@Nullable String sentence) {
    return sentence == null ? "no reason" : sentence.replaceFirst("[.]$", "");
  }

  private void steps() {
    List<Message> first = with.prompt().first(asked, findings);
    first.forEach(message -> check.shown(message.text()));
    // What stands in evidence may talk a model into anything: what changes something is a person's.
    List<ToolDescription> offered =
        with.tools().list().stream().filter(ToolDescription::readOnly).toList();
    var conversation = new ArrayList<>(first);
    for (int step = 0; ; step++) {
      boolean last = step >= with.limits().steps() || spent() || offered.isEmpty();
      Reply reply = last ? ask(last(first), List.of()) : ask(conversation, offered);
      if (last || reply.toolCalls().isEmpty()) {
        return;
      }
      SanitizedText said =
          Prompt.cut(with.sanitizer().sanitize(with.tenant(), reply.text(), with.policy()), SAID);
      conversation.addAll(tools.call(reply.toolCalls(), said, offered, check, deadline()));
    }
  }

  /** Without tools on offer, which servers want left out of what was said then, too. */
  private List<Message> last(List<Message> first) {
    if (tools.results().isEmpty()) {
      return first;
    }
    var conversation = new ArrayList<>(first);
    conversation.add(Prompt.now(tools.results()));
    return conversation;
  }

  private Reply ask(List<Message> conversation, List<ToolDescription> offered) {
    Duration left = left();
    if (left.isNegative() || left.isZero()) {
      throw new BackendException("its time is over (llm.timeout)", false);
    }
    Reply reply = chat(conversation, offered, left);
    if (!reply.complete()) {
      draft.brokenOff();
    }
    draft.endOfReply();
    model = reply.model();
    cut |= !reply.complete();
    use(conversation, reply);
    return reply;
  }

  private Reply chat(List<Message> conversation, List<ToolDescription> offered, Duration left) {
    try (TraceSpan span = TraceSpan.child("chat")) {
      span.word("gen_ai.operation.name", "chat")
          .number("faultmaven.chat.messages", conversation.size())
          .number("faultmaven.chat.tools", offered.size());
      try {
        Reply reply = with.model().chat(conversation, offered, left, draft::accept);
        span.id("gen_ai.response.model", reply.model().replace(' ', '/'))
            .number("gen_ai.usage.input_tokens", reply.inputTokens())
            .number("gen_ai.usage.output_tokens", reply.outputTokens())
            .number("faultmaven.chat.tool_calls", reply.toolCalls().size());
        return reply;
      } catch (RuntimeException e) {
        span.failed(e);
        throw e;
      }
    }
  }

  private void use(List<Message> conversation, Reply reply) {
    long sent = conversation.stream().mapToLong(message -> message.text().length()).sum();
    long in = reply.inputTokens() > 0 ? reply.inputTokens() : sent / TOKEN;
    long out = reply.outputTokens() > 0 ? reply.outputTokens() : reply.text().length() / TOKEN;
    inputTokens += in;
    outputTokens += out;
    with.budget().spend(asked.sessionId(), in + out);
    with.meters().used(in, out);
  }

  private boolean spent() {
    return inputTokens + outputTokens >= with.limits().tokens()
        || !with.budget().left(asked.sessionId());
  }

  private Duration left() {
    return Duration.ofNanos(end - System.nanoTime());
  }

  private Instant deadline() {
    return Instant.now().plus(left());
  }

  private String sanitized(String text) {
    return with.sanitizer().sanitize(with.tenant(), text, with.policy()).text();
  }

  private void count() {
    with.meters()
        .ended(
            !draft.hasFacts() ? Outcome.NONE : failure.isEmpty() ? Outcome.WHOLE : Outcome.PART,
            draft);
  }

  Draft draft() {
    return draft;
  }

  List<ToolUse> toolUses() {
    return tools.uses();
  }

  /** Why there is no answer, or no whole one, to follow "for"; empty when there is. */
  String failure() {
    return failure;
  }

  /** Whether a reply was cut short by the limit of its length. */
  boolean cut() {
    return cut;
  }

  /** Provider and name; empty when none has replied. */
  String model() {
    return model;
  }

  Usage usage() {
    return new Usage(inputTokens, outputTokens);
  }
}
