package org.faultmaven.query.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * For a question of the form "which broker": how the bad evidence names brokers, and how often. A
 * count of what stands there, no inference.
 */
final class Mentions {
  private static final Pattern ASKED =
      Pattern.compile("(?i)\\b(?:which|what)\\s+([a-z]{3,20}?)(?:e?s)?\\b");
  private static final String NAME =
      "(<[A-Z_]{2,40}_[a-z2-7]{8}>|[\\w-]{0,20}\\d[\\w-]{0,20}(?:\\.\\w+)*)";
  private static final int MOST = 3;

  private Mentions() {}

  /** A sentence with citations, or the empty text. */
  static String said(String question, List<Candidate> evidence) {
    Matcher asked = ASKED.matcher(question);
    while (asked.find()) {
      String noun = asked.group(1);
      Map<String, Set<Integer>> named = named(noun, evidence);
      if (!named.isEmpty()) {
        return sentence(noun, named);
      }
    }
    return "";
  }

  private static Map<String, Set<Integer>> named(String noun, List<Candidate> evidence) {
    Pattern pattern =
        Pattern.compile(
            "(?i)\\b" + Pattern.quote(noun) + "(?:e?s)?\\b[ :=#]{1,3}(?:id[ :=]{1,3})?" + NAME);
    Map<String, Set<Integer>> named = new LinkedHashMap<>();
    for (int i = 0; i < evidence.size(); i++) {
      Candidate candidate = evidence.get(i);
      if (!candidate.severity().bad()) {
        continue;
      }
      Matcher found = pattern.matcher(candidate.entry().text().text());
      while (found.find()) {
        named.computeIfAbsent(found.group(1), _ -> new LinkedHashSet<>()).add(i + 1);
      }
    }
    return named;
  }

  private static String sentence(String noun, Map<String, Set<Integer>> named) {
    var most = new ArrayList<>(named.entrySet());
    most.sort(
        Comparator.comparingInt((Map.Entry<String, Set<Integer>> next) -> next.getValue().size())
            .reversed());
    return most.stream()
        .limit(MOST)
        .map(
            next ->
                noun
                    + " "
                    + next.getKey()
                    + " in "
                    + next.getValue().stream()
                        .map(number -> "[" + number + "]")
                        .collect(Collectors.joining(" ")))
        .collect(Collectors.joining("; ", "Named in what looks bad: ", "."));
  }
}
