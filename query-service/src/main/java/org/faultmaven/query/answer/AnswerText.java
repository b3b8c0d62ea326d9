package org.faultmaven.query.answer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.query.answer.Occurrences.Seen;
import org.jspecify.annotations.Nullable;

/** Writes an extractive answer: what stands in the evidence, each statement with its citation. */
final class AnswerText {
  static final String NOT_KNOWN = "The cause. Read the cited lines.";

  private static final String EXTRACTIVE =
      "This answer is extractive: it is put together from the evidence, for ";

  private final ZoneId zone;
  private final Occurrences occurrences;
  private final IndexedTimes indexed;

  AnswerText(ZoneId zone, Occurrences occurrences, IndexedTimes indexed) {
    this.zone = zone;
    this.occurrences = occurrences;
    this.indexed = indexed;
  }

  /**
   * What was found.
   *
   * @param next what to look at next
   */
  String found(String question, Findings findings, NoModel why, List<String> next) {
    Evidence evidence = findings.evidence();
    var text = new StringBuilder(EXTRACTIVE).append(why.because()).append('.');
    sentence(text, findings.asked().said());
    if (evidence.widened()) {
      sentence(text, "Nothing was found there. " + Moments.said(evidence.window(), zone));
    }
    sentence(text, findings.notes());
    List<Candidate> events = findings.events();
    sentence(text, Mentions.said(question, events));
    LocalDate day = day(events);
    group(text, heading(evidence), evidence.inside(), 1, evidence.window(), day);
    group(
        text,
        nearHeading(evidence.window()),
        evidence.near(),
        1 + evidence.inside().size(),
        null,
        day);
    documents(text, evidence);
    text.append("\n\n").append(novelty(evidence, events));
    text.append("\nNot known: the cause. Read the cited lines");
    text.append(why.unconfigured() ? ", or configure a model (llm.*) to reason over them." : ".");
    next.forEach(step -> text.append("\nNext: ").append(step));
    return text.toString();
  }

  /** Nothing was found: what was looked for, and what to try. */
  String nothing(Findings findings, boolean bySource) {
    Evidence evidence = findings.evidence();
    var text = new StringBuilder("Nothing was found.");
    sentence(text, findings.asked().said());
    if (evidence.widened()) {
      sentence(text, Moments.said(evidence.window(), zone));
    }
    sentence(text, findings.notes());
    sentence(
        text,
        indexed
            .extent()
            .map(
                extent ->
                    "Indexed are logs from "
                        + Moments.full(extent.oldest(), zone)
                        + " to "
                        + Moments.full(extent.newest(), zone)
                        + ". Try a time in between, or other words, as they would stand in a log.")
            .orElse("No logs are indexed yet. Send some first, or wait until they are indexed."));
    if (bySource) {
      sentence(text, "Or ask without the source.");
    }
    return text.toString();
  }

  private LocalDate day(List<Candidate> events) {
    return events.stream()
        .map(candidate -> candidate.entry().firstAt().atZone(zone).toLocalDate())
        .findFirst()
        .orElse(LocalDate.EPOCH);
  }

  private static String heading(Evidence evidence) {
    return evidence.window().all() ? "Best matches:" : "In that time:";
  }

  private static String nearHeading(Window window) {
    return "Up to "
        + EvidenceSearch.reach(window).toMinutes()
        + " minutes before and after, what looks bad:";
  }

  private void group(
      StringBuilder text,
      String heading,
      List<Candidate> candidates,
      int firstNumber,
      @Nullable Window window,
      LocalDate day) {
    if (candidates.isEmpty()) {
      return;
    }
    text.append("\n\n").append(heading);
    Map<String, List<Integer>> bySource = new LinkedHashMap<>();
    for (int i = 0; i < candidates.size(); i++) {
      String source = candidates.get(i).entry().source().text();
      bySource.computeIfAbsent(source, _ -> new ArrayList<>()).add(i);
    }
    bySource.forEach(
        (source, members) -> {
          text.append('\n').append(source);
          members.stream()
              .sorted(Comparator.comparing(i -> candidates.get(i).entry().firstAt()))
              .forEach(i -> line(text, candidates.get(i), firstNumber + i, window, day));
        });
  }

  private void line(
      StringBuilder text, Candidate candidate, int number, @Nullable Window window, LocalDate day) {
    Entry entry = candidate.entry();
    Seen seen =
        window == null
            ? new Seen(entry.count(), entry.firstAt(), entry.lastAt(), true)
            : occurrences.in(entry, window);
    text.append("\n  ")
        .append(times(seen, day))
        .append(candidate.novelty() == Novelty.NEW ? ", new: " : ": ")
        .append(Headline.of(entry.text().text()))
        .append(" [")
        .append(number)
        .append(']');
  }

  private String times(Seen seen, LocalDate day) {
    String first = Moments.on(day, seen.firstAt(), zone);
    if (seen.count() == 1) {
      return first;
    }
    Instant last = seen.lastAt();
    return first
        + " to "
        + Moments.on(day, last, zone)
        + (seen.complete() ? ", " : ", at least ")
        + seen.count()
        + " times";
  }

  private static void documents(StringBuilder text, Evidence evidence) {
    int number = 1 + evidence.inside().size() + evidence.near().size();
    if (!evidence.documents().isEmpty()) {
      text.append("\n\nIn documents:");
    }
    for (Candidate candidate : evidence.documents()) {
      Entry entry = candidate.entry();
      String name = entry.title() == null ? entry.source().text() : entry.title().text();
      text.append("\n  ")
          .append(name)
          .append(": ")
          .append(Headline.of(entry.text().text()))
          .append(" [")
          .append(number++)
          .append(']');
    }
  }

  private static String novelty(Evidence evidence, List<Candidate> events) {
    if (evidence.window().from() == null) {
      return "New: the question names no beginning, so nothing can be called new.";
    }
    if (!evidence.earlierIndexed()) {
      return "New: nothing earlier is indexed, so nothing can be called new.";
    }
    var fresh = new ArrayList<Integer>();
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).novelty() == Novelty.NEW) {
        fresh.add(i + 1);
      }
    }
    return fresh.isEmpty()
        ? "New: nothing; messages like all of these were indexed before that time."
        : "New: "
            + fresh.stream().map(i -> "[" + i + "]").collect(Collectors.joining(" "))
            + "; no message like these was indexed before that time.";
  }

  private static void sentence(StringBuilder text, String sentence) {
    if (!sentence.isEmpty()) {
      text.append(' ').append(sentence);
    }
  }
}
