package org.faultmaven.query.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Scored;
import org.faultmaven.query.answer.Answer.Event;
import org.faultmaven.query.answer.Answer.Times;
import org.faultmaven.query.search.Degraded;
import org.faultmaven.query.search.Hit;
import org.faultmaven.query.search.Retrieval;
import org.faultmaven.query.search.TimeRange;
import org.jspecify.annotations.Nullable;

/** Answers questions: ranked evidence, its timeline, and what is new in it. */
public final class Answerer {
  private final Retrieval retrieval;
  private final TimeParser times;
  private final EvidenceSearch search;
  private final AnswerText text;

  Answerer(Retrieval retrieval, TimeParser times, EvidenceSearch search, AnswerText text) {
    this.retrieval = retrieval;
    this.times = times;
    this.search = search;
    this.text = text;
  }

  /**
   * Interrupt the thread to end it early.
   *
   * @param listener is told of the answer while it comes
   * @throws BackendException when neither index answers
   */
  public Answer answer(AskedQuestion question, AnswerListener listener) {
    Answer answer =
        answer(
            question.question(),
            question.source(),
            question.range(),
            question.preferredDocuments());
    listener.evidence(answer.evidence());
    listener.text(answer.answer());
    return answer;
  }

  private Answer answer(
      SanitizedText question,
      @Nullable String source,
      TimeRange range,
      List<String> preferredDocuments) {
    AskedTime asked =
        range.open()
            ? times.parse(question)
            : times.given(question, Window.range(range.from(), range.to()));
    Degraded degraded = retrieval.degraded();
    Evidence evidence =
        search.find(asked.rest(), asked.window(), source, preferredDocuments, degraded);
    String notes = degraded.notes();
    Window window = evidence.window();
    return new Answer(
        evidence.isEmpty()
            ? text.nothing(asked, evidence, source != null, notes)
            : text.found(question.text(), asked, evidence, notes),
        Answer.EXTRACTIVE,
        window.all() ? null : new Times(window.from(), window.to(), evidence.widened()),
        notes.isEmpty() ? null : notes,
        hits(evidence),
        timeline(evidence),
        List.of());
  }

  private static List<Hit> hits(Evidence evidence) {
    var hits = new ArrayList<Hit>();
    for (var part : List.of(evidence.inside(), evidence.near(), evidence.documents())) {
      part.forEach(found -> hits.add(Hit.of(new Scored(found.entry(), found.score()))));
    }
    return hits;
  }

  private static List<Event> timeline(Evidence evidence) {
    var events = new ArrayList<Event>();
    for (var part : List.of(evidence.inside(), evidence.near())) {
      for (Candidate found : part) {
        Entry entry = found.entry();
        events.add(
            new Event(
                entry.firstAt(),
                entry.source().text(),
                Headline.of(entry.text().text()),
                entry.count(),
                events.size() + 1));
      }
    }
    events.sort(Comparator.comparing(Event::at).thenComparingInt(Event::evidence));
    return events;
  }
}
