package org.faultmaven.query.answer;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.faultmaven.query.answer.Answer.Event;

/** Completes what a model wrote to the shape that every answer has. */
final class ModelText {
  /** Events that are told in the text; the answer has them all. */
  private static final int EVENTS = 12;

  private static final List<String> NOT_KNOWN =
      List.of("The model names nothing; what no evidence shows is not known.");

  private final ZoneId zone;

  ModelText(ZoneId zone) {
    this.zone = zone;
  }

  /** What the model says is not known, or that it says nothing of it. */
  static List<String> notKnown(Draft draft) {
    return draft.notKnown().isEmpty() ? NOT_KNOWN : draft.notKnown();
  }

  /** Appends the parts that are missing: cause, timeline, what is not known, and what is next. */
  void complete(Draft draft, List<Event> timeline, List<String> next, String note) {
    var more = new StringBuilder();
    if (!draft.namesCause()) {
      more.append("\n\n").append(Part.CAUSE.heading).append(":\nNone that the evidence shows.");
    }
    if (!timeline.isEmpty()) {
      more.append("\n\nWhen:");
      LocalDate day = timeline.getFirst().at().atZone(zone).toLocalDate();
      more.append('\n').append(day);
      timeline.stream().limit(EVENTS).forEach(event -> event(more, event, day));
      if (timeline.size() > EVENTS) {
        more.append("\n  and ").append(timeline.size() - EVENTS).append(" more");
      }
    }
    list(more, Part.NOT_KNOWN.heading, notKnown(draft));
    list(more, Part.NEXT.heading, next);
    if (!note.isEmpty()) {
      more.append("\n\n").append(note);
    }
    draft.append(more.toString());
  }

  private void event(StringBuilder text, Event event, LocalDate day) {
    text.append("\n  ")
        .append(Moments.on(day, event.at(), zone))
        .append(' ')
        .append(event.source())
        .append(": ")
        .append(event.text())
        .append(" [")
        .append(event.evidence())
        .append(']');
  }

  private static void list(StringBuilder text, String heading, List<String> lines) {
    if (!lines.isEmpty()) {
      text.append("\n\n").append(heading).append(':');
      lines.forEach(line -> text.append("\n- ").append(line));
    }
  }
}
