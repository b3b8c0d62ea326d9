package org.faultmaven.query.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.faultmaven.query.search.Hit;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question.
 *
 * @param answer its text; {@code [1]} cites the first of the evidence
 * @param mode {@code extractive}
 * @param window the time that was looked at; absent when it was all
 * @param degraded what the answer lacks and why; absent when it lacks nothing
 * @param evidence what is cited, best first: in the window, around it, documents
 * @param timeline the events of the evidence, oldest first
 * @param toolCalls none without a model
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Answer(
    String answer,
    String mode,
    @Nullable Times window,
    @Nullable String degraded,
    List<Hit> evidence,
    List<Event> timeline,
    List<ToolUse> toolCalls) {
  static final String EXTRACTIVE = "extractive";

  public Answer {
    evidence = List.copyOf(evidence);
    timeline = List.copyOf(timeline);
    toolCalls = List.copyOf(toolCalls);
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
}
