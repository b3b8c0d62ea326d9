package org.faultmaven.query.answer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Scored;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.query.search.Degraded;
import org.faultmaven.query.search.Degraded.Part;
import org.faultmaven.query.search.RankFusion;
import org.faultmaven.query.search.RankFusion.Ranking;
import org.faultmaven.query.search.Retrieval;
import org.jspecify.annotations.Nullable;

/**
 * Finds and ranks evidence. What matches the question's words and meaning, what programs write when
 * such things happen, and what is bad, new or near the time asked for, comes first; what repeats
 * the evidence that stands already comes last.
 */
final class EvidenceSearch {
  private static final int DEPTH = 100;

  /** Below this cosine two texts have nothing to do with each other (all-MiniLM-L6-v2). */
  private static final double UNRELATED = 0.2;

  private static final int INSIDE = 10;
  private static final int NEAR = 6;
  private static final int DOCUMENTS = 2;

  /** How many of the best are looked up for novelty: each costs a search by words. */
  private static final int LOOKED_UP = 40;

  /** Of the best score inside the window; what is below is other trouble. */
  private static final double NEAR_FLOOR = 0.1;

  private static final double NEW_WEIGHT = 1.5;
  private static final List<Duration> WIDER =
      List.of(Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(24));
  private static final Duration NEAR_AT_LEAST = Duration.ofMinutes(15);
  private static final Duration NEAR_AT_MOST = Duration.ofHours(6);

  private final Retrieval retrieval;
  private final Occurrences occurrences;
  private final IndexedTimes indexed;
  private final Severities severities = new Severities();

  EvidenceSearch(Retrieval retrieval, Occurrences occurrences, IndexedTimes indexed) {
    this.retrieval = retrieval;
    this.occurrences = occurrences;
    this.indexed = indexed;
  }

  /**
   * @param source sanitised; null for all
   * @param preferred ids of documents whose chunks come before those of others
   */
  Evidence find(
      SanitizedText question,
      Window asked,
      @Nullable String source,
      Collection<String> preferred,
      Degraded degraded) {
    Window window = asked;
    Relevance relevance = Relevance.of(question.text(), asked);
    List<Scored> found = logs(question, window.filter(source), window, degraded);
    for (Duration slack : WIDER) {
      if (!found.isEmpty() || !asked.elastic()) {
        break;
      }
      window = asked.widened(slack);
      found = logs(question, window.filter(source), window, degraded);
    }
    boolean earlier = window.from() != null && indexed.logsBefore(window.from());
    List<Candidate> inside =
        Selection.pick(candidates(found, window, earlier, relevance), List.of(), INSIDE);
    return new Evidence(
        window,
        !window.equals(asked),
        inside,
        near(question, window, source, inside, earlier, relevance, degraded),
        documents(question, source, preferred, degraded),
        earlier);
  }

  private List<Scored> logs(
      SanitizedText question, SearchFilter filter, Window window, Degraded degraded) {
    String text = question.text();
    var rankings = new ArrayList<Ranking>();
    rankings.add(new Ranking(1, meant(text, filter, degraded)));
    rankings.add(new Ranking(1, worded(text, filter, degraded)));
    String expansion = Lexicon.expansion(text);
    if (!expansion.isEmpty()) {
      rankings.add(new Ranking(1, worded(expansion, filter, degraded)));
      if (window.all()) {
        rankings.add(new Ranking(1, worded(text + " " + expansion, filter, degraded)));
      }
    }
    List<String> names = Specifics.of(text);
    if (!names.isEmpty()) {
      rankings.add(new Ranking(1, worded(String.join(" ", names), filter, degraded)));
    }
    for (String name : names) {
      if (filter.source() == null) {
        SearchFilter of = SearchFilter.logs(name, filter.from(), filter.to());
        rankings.add(new Ranking(1, worded(text, of, degraded)));
      }
    }
    if (!window.all()) {
      // Of a time, whatever went wrong may be the answer, and whatever happened may be told.
      rankings.add(new Ranking(0.5, worded(Lexicon.TROUBLE, filter, degraded)));
      rankings.add(new Ranking(0.25, timeline(filter, degraded)));
    }
    return RankFusion.fuse(rankings);
  }

  private List<Scored> meant(String text, SearchFilter filter, Degraded degraded) {
    return degraded.attempt(Part.MEANING, () -> retrieval.byMeaning(text, DEPTH, filter)).stream()
        .filter(scored -> scored.score() >= UNRELATED)
        .toList();
  }

  private List<Scored> worded(String text, SearchFilter filter, Degraded degraded) {
    return degraded.attempt(Part.WORDS, () -> retrieval.byWords(text, DEPTH, filter));
  }

  private List<Scored> timeline(SearchFilter filter, Degraded degraded) {
    return degraded.attempt(
        Part.WORDS,
        () -> indexed.first(DEPTH, filter).stream().map(entry -> new Scored(entry, 0)).toList());
  }

  private List<Candidate> candidates(
      List<Scored> found, Window window, boolean earlier, Relevance relevance) {
    List<Candidate> weighed =
        found.stream()
            .map(scored -> weighed(scored, window, relevance))
            .sorted(Comparator.comparingDouble(Candidate::score).reversed())
            .toList();
    Instant from = window.from();
    if (!earlier || from == null) {
      return weighed;
    }
    Map<SanitizedText, Novelty> known = new HashMap<>();
    var looked = new ArrayList<Candidate>();
    for (Candidate candidate : weighed.subList(0, Math.min(LOOKED_UP, weighed.size()))) {
      Novelty novelty =
          known.computeIfAbsent(
              candidate.entry().shape(), _ -> occurrences.novelty(candidate.entry(), from));
      double score = novelty == Novelty.NEW ? candidate.score() * NEW_WEIGHT : candidate.score();
      looked.add(
          new Candidate(
              candidate.entry(), score, candidate.severity(), novelty, candidate.words()));
    }
    return looked;
  }

  private Candidate weighed(Scored scored, Window window, Relevance relevance) {
    Entry entry = scored.entry();
    Severity severity = severities.of(entry);
    double closeness =
        window.all() ? 0 : window.closeness(entry.firstAt(), entry.lastAt(), TimeParser.SLACK);
    return Candidate.of(
        entry,
        scored.score()
            * (1 + relevance.ofTrouble() * severity.weight())
            * (1 + closeness)
            * relevance.of(entry),
        severity,
        Novelty.UNKNOWN);
  }

  private List<Candidate> near(
      SanitizedText question,
      Window window,
      @Nullable String source,
      List<Candidate> inside,
      boolean earlier,
      Relevance relevance,
      Degraded degraded) {
    Instant from = window.from();
    Instant to = window.to();
    if (from == null || to == null) {
      return List.of();
    }
    Duration reach = reach(window);
    Set<String> known = new HashSet<>();
    inside.forEach(candidate -> known.add(candidate.entry().id()));
    var found = new ArrayList<Scored>();
    found.addAll(
        logs(question, SearchFilter.logs(source, from.minus(reach), from), window, degraded));
    found.addAll(logs(question, SearchFilter.logs(source, to, to.plus(reach)), window, degraded));
    var bad = new ArrayList<Scored>();
    for (Scored scored : found) {
      Entry entry = scored.entry();
      boolean outside = entry.lastAt().isBefore(from) || entry.firstAt().isAfter(to);
      if (outside && severities.of(entry).bad() && known.add(entry.id())) {
        bad.add(scored);
      }
    }
    double least = NEAR_FLOOR * inside.stream().mapToDouble(Candidate::score).max().orElse(0);
    List<Candidate> telling =
        candidates(bad, window, earlier, relevance).stream()
            .filter(candidate -> candidate.score() >= least)
            .toList();
    return Selection.pick(telling, inside, NEAR);
  }

  /** How far around a window evidence is looked for: twice its length, within limits. */
  static Duration reach(Window window) {
    if (window.from() == null || window.to() == null) {
      return Duration.ZERO;
    }
    Duration twice = Duration.between(window.from(), window.to()).multipliedBy(2);
    if (twice.compareTo(NEAR_AT_LEAST) < 0) {
      return NEAR_AT_LEAST;
    }
    return twice.compareTo(NEAR_AT_MOST) > 0 ? NEAR_AT_MOST : twice;
  }

  private List<Candidate> documents(
      SanitizedText question,
      @Nullable String source,
      Collection<String> preferred,
      Degraded degraded) {
    var chunks = new ArrayList<Candidate>();
    if (!preferred.isEmpty()) {
      SearchFilter own = SearchFilter.documents(source, Set.copyOf(preferred));
      chunks.addAll(Selection.pick(chunks(question, own, degraded), List.of(), DOCUMENTS));
    }
    SearchFilter any = SearchFilter.documents(source, Set.of());
    List<Candidate> others =
        chunks(question, any, degraded).stream()
            .filter(chunk -> !preferred.contains(chunk.entry().documentId()))
            .toList();
    chunks.addAll(Selection.pick(others, chunks, DOCUMENTS));
    return chunks;
  }

  private List<Candidate> chunks(SanitizedText question, SearchFilter filter, Degraded degraded) {
    var rankings =
        List.of(
            new Ranking(1, meant(question.text(), filter, degraded)),
            new Ranking(1, worded(question.text(), filter, degraded)));
    return RankFusion.fuse(rankings).stream()
        .map(scored -> Candidate.of(scored.entry(), scored.score(), Severity.NONE, Novelty.UNKNOWN))
        .toList();
  }
}
