package org.faultmaven.query.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A call of a tool that the model asked for; the answer cites the first as {@code [T1]}.
 *
 * @param arguments JSON, sanitised
 * @param ok whether the tool answered
 * @param result sanitised and cut to a length; absent when it did not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ToolUse(
    String tool, String arguments, boolean ok, long tookMs, @Nullable String result) {
  /** Content-free. */
  @Override
  public String toString() {
    return "ToolUse[" + tool + ", " + (ok ? "ok" : "failed") + ", " + tookMs + " ms]";
  }
}
