package org.faultmaven.query.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.Scored;
import org.faultmaven.query.answer.Answer.Event;
import org.faultmaven.query.answer.Answer.Times;
import org.faultmaven.query.search.Hit;
import org.jspecify.annotations.Nullable;

/**
 * What was found for a question, before anybody puts it into words.
 *
 * @param notes what the search lacked and why, as sentences; empty when it lacked nothing
 */
record Findings(AskedTime asked, Evidence evidence, String notes) {
  /** The evidence as answers number it, from 1: in the window, near it, documents. */
  List<Candidate> numbered() {
    var all = new ArrayList<>(evidence.inside());
    all.addAll(evidence.near());
    all.addAll(evidence.documents());
    return all;
  }

  /** The evidence that is of events and not of documents; numbered alike. */
  List<Candidate> events() {
    var events = new ArrayList<>(evidence.inside());
    events.addAll(evidence.near());
    return events;
  }

  List<Hit> hits() {
    return numbered().stream()
        .map(found -> Hit.of(new Scored(found.entry(), found.score())))
        .toList();
  }

  /** Oldest first. */
  List<Event> timeline() {
    var timeline = new ArrayList<Event>();
    for (Candidate found : events()) {
      Entry entry = found.entry();
      timeline.add(
          new Event(
              entry.firstAt(),
              entry.source().text(),
              Headline.of(entry.text().text()),
              entry.count(),
              timeline.size() + 1));
    }
    timeline.sort(Comparator.comparing(Event::at).thenComparingInt(Event::evidence));
    return timeline;
  }

  /** Null when it was all times. */
  @Nullable Times times() {
    Window window = evidence.window();
    return window.all() ? null : new Times(window.from(), window.to(), evidence.widened());
  }
}
