package org.faultmaven.query.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What to look at next, by what was found: rules, no inference. */
final class NextSteps {
  private NextSteps() {}

  /**
   * Sentences.
   *
   * @param bySource whether the question was limited to a source
   */
  static List<String> of(Findings findings, boolean bySource) {
    var steps = new ArrayList<String>();
    List<Candidate> numbered = findings.numbered();
    first(findings).ifPresent(steps::add);
    for (int i = 0; i < numbered.size(); i++) {
      if (numbered.get(i).novelty() == Novelty.NEW) {
        steps.add(
            "Look at [" + (i + 1) + "] first of what is new: nothing like it was seen before.");
        break;
      }
    }
    if (!findings.evidence().documents().isEmpty()) {
      int document = findings.events().size() + 1;
      steps.add("Read [" + document + "], a document that fits the question.");
    }
    if (findings.evidence().window().all()) {
      steps.add(
          "Name a time in the question, which shows what was new then and what happened around"
              + " it.");
    }
    if (bySource) {
      steps.add("Ask without the source, to see what others wrote at that time.");
    }
    return steps;
  }

  private static Optional<String> first(Findings findings) {
    List<Candidate> events = findings.events();
    return events.stream()
        .filter(event -> event.severity().bad())
        .min(Comparator.comparing(event -> event.entry().firstAt()))
        .map(
            event ->
                "Open the citation of ["
                    + (events.indexOf(event) + 1)
                    + "], the earliest trouble here, and read what "
                    + event.entry().source().text()
                    + " wrote before it.");
  }
}
