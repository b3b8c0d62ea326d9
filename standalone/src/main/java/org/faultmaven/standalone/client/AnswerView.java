package org.faultmaven.standalone.client;

import java.io.PrintWriter;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** Prints answers and hits for people. */
public final class AnswerView {
  /** Of a text; the whole is behind its citation. */
  private static final int MAX_LINES = 4;

  private static final int MAX_WIDTH = 200;
  private static final int MAX_EVENT_WIDTH = 110;

  private final PrintWriter out;
  private final UnaryOperator<String> address;

  /**
   * @param address completes the path of a citation
   */
  public AnswerView(PrintWriter out, UnaryOperator<String> address) {
    this.out = out;
    this.address = address;
  }

  /** A part of an answer, as an event of its stream brings it: evidence first, then the words. */
  public void event(String name, JsonNode event) {
    switch (name) {
      case "evidence" -> {
        if (!event.isEmpty()) {
          out.println("Evidence");
          hits(event);
          out.println();
        }
      }
      case "text" -> out.print(TerminalText.harmless(event.path("text").asString("")));
      case "tool" ->
          out.println(
              "(" + TerminalText.harmless(event.path("tool").asString("")) + " was called)");
      case "answer" -> {
        out.println();
        degraded(event);
        timeline(event.path("timeline"));
      }
      default -> {
        // Of a later version.
      }
    }
    out.flush();
  }

  /** The answer to a question: its words, the evidence, the timeline. */
  public void answer(JsonNode answer) {
    out.println(TerminalText.harmless(answer.path("answer").asString("")));
    degraded(answer);
    JsonNode evidence = answer.path("evidence");
    if (!evidence.isEmpty()) {
      out.println();
      out.println("Evidence");
      hits(evidence);
    }
    timeline(answer.path("timeline"));
    out.flush();
  }

  /** Hits, best first, numbered as an answer cites them. */
  public void hits(JsonNode hits) {
    int number = 1;
    for (JsonNode hit : hits) {
      out.printf("%4s %s%n", "[" + number++ + "]", head(hit));
      out.print(
          TerminalText.indented(hit.path("text").asString(""), "     ", MAX_LINES, MAX_WIDTH));
      String url = hit.path("citation").path("url").asString("");
      if (!url.isEmpty()) {
        out.println("     " + address.apply(url));
      }
    }
    out.flush();
  }

  private static String head(JsonNode hit) {
    var head = new StringBuilder();
    String first = hit.path("firstAt").asString("");
    String last = hit.path("lastAt").asString("");
    head.append(first.isEmpty() ? "no time" : first);
    if (!last.isEmpty() && !last.equals(first)) {
      head.append(" to ").append(last);
    }
    head.append("  ").append(TerminalText.harmless(hit.path("source").asString("")));
    String title = hit.path("title").asString("");
    if (!title.isEmpty()) {
      head.append("  ").append(TerminalText.harmless(title));
    }
    long count = hit.path("count").asLong(1);
    if (count > 1) {
      head.append("  x").append(count);
    }
    return head.toString();
  }

  private void degraded(JsonNode answer) {
    String degraded = answer.path("degraded").asString("");
    if (!degraded.isEmpty()) {
      out.println("(" + TerminalText.harmless(degraded) + ")");
    }
  }

  private void timeline(JsonNode timeline) {
    if (timeline.isEmpty()) {
      return;
    }
    out.println();
    out.println("Timeline");
    for (JsonNode event : timeline) {
      long count = event.path("count").asLong(1);
      String text =
          TerminalText.harmless(event.path("text").asString("")).lines().findFirst().orElse("");
      out.printf(
          "  %s  %s%s  %s%s%n",
          event.path("at").asString(event.path("firstAt").asString("")),
          TerminalText.harmless(event.path("source").asString("")),
          count > 1 ? "  x" + count : "",
          TerminalText.cut(text, MAX_EVENT_WIDTH),
          event.has("evidence") ? " [" + event.path("evidence").asString() + "]" : "");
    }
  }
}
