package org.faultmaven.query.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.faultmaven.query.search.Hit;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question.
 *
 * @param answer its text; {@code [1]} cites the first of the evidence, {@code [T1]} the result of
 *     the first tool call
 * @param mode {@code model} or {@code extractive}
 * @param model provider and name of the model that wrote it; absent when extractive
 * @param window the time that was looked at; absent when it was all
 * @param degraded what the answer lacks and why; absent when it lacks nothing
 * @param evidence what is cited, best first: in the window, around it, documents
 * @param timeline the events of the evidence, oldest first
 * @param toolCalls those that a model asked for, in order
 * @param notKnown sentences on what the evidence does not show
 * @param next sentences on what to look at next
 * @param removedCitations how many citations a model made up, which were removed; absent without a
 *     model's part
 * @param removedSentences how many sentences of a model stated something and cited nothing, and
 *     were left out; absent likewise
 * @param usage what a model used; absent likewise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Answer(
    String answer,
    String mode,
    @Nullable String model,
    @Nullable Times window,
    @Nullable String degraded,
    List<Hit> evidence,
    List<Event> timeline,
    List<ToolUse> toolCalls,
    List<String> notKnown,
    List<String> next,
    @Nullable Integer removedCitations,
    @Nullable Integer removedSentences,
    @Nullable Usage usage) {
  static final String EXTRACTIVE = "extractive";
  static final String MODEL = "model";

  public Answer {
    evidence = List.copyOf(evidence);
    timeline = List.copyOf(timeline);
    toolCalls = List.copyOf(toolCalls);
    notKnown = List.copyOf(notKnown);
    next = List.copyOf(next);
  }

  /**
   * From and to; absent is open.
   *
   * @param widened whether nothing was found in the time that was asked for
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Times(@Nullable Instant from, @Nullable Instant to, boolean widened) {}

  /**
   * Something that happened.
   *
   * @param text one line of it
   * @param evidence the number of the evidence, from 1
   */
  public record Event(Instant at, String source, String text, long count, int evidence) {}

  /** Tokens, as the provider counts them; estimated where it does not. */
  public record Usage(long inputTokens, long outputTokens) {}

  /** Content-free. */
  @Override
  public String toString() {
    return "Answer[" + mode + ", " + evidence.size() + " hits]";
  }
}
