package org.faultmaven.query.answer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What programs write when people ask: "lost" is logged as disconnected, failed or expired. General
 * words of operations only, of no product.
 */
final class Lexicon {
  /** Searched for in any question about a time: whatever went wrong then may be the answer. */
  static final String TROUBLE =
      "fatal error warn exception failed failure disconnected refused timeout";

  private static final Pattern WORD = Pattern.compile("[a-z]{3,}");
  private static final Pattern WORD_OR_REST = Pattern.compile("\\p{L}+");
  private static final Map<Set<String>, List<String>> CONCEPTS =
      Map.of(
          Set.of(
              "lost",
              "lose",
              "losing",
              "loss",
              "down",
              "dead",
              "die",
              "died",
              "gone",
              "left",
              "missing",
              "unavailable",
              "crash",
              "crashed",
              "killed",
              "kill",
              "offline",
              "disconnected",
              "unreachable",
              "disappeared",
              "vanished",
              "outage"),
          List.of(
              "disconnected",
              "failure",
              "failed",
              "offline",
              "unavailable",
              "unreachable",
              "dead",
              "expired",
              "deleted",
              "lost",
              "refused",
              "reset",
              "closed",
              "terminated",
              "shutdown",
              "killed"),
          Set.of("slow", "latency", "stuck", "hang", "hung", "hangs", "delay", "lag", "timeout"),
          List.of(
              "timeout",
              "timed",
              "slow",
              "delay",
              "blocked",
              "waiting",
              "exceeded",
              "expired",
              "latency"),
          Set.of("memory", "oom", "heap", "ram"),
          List.of(
              "memory",
              "OutOfMemoryError",
              "oom",
              "heap",
              "allocate",
              "evicted",
              "killed",
              "maxmemory"),
          Set.of("disk", "space", "full", "storage", "volume"),
          List.of("disk", "space", "full", "quota", "device", "write", "ENOSPC"),
          Set.of("login", "auth", "denied", "forbidden", "permission", "access", "unauthorized"),
          List.of(
              "denied",
              "unauthorized",
              "forbidden",
              "authentication",
              "permission",
              "invalid",
              "rejected"),
          Set.of(
              "restart", "restarted", "reboot", "rebooted", "start", "started", "stop", "stopped"),
          List.of("started", "starting", "stopped", "stopping", "shutdown", "ready", "startup"),
          Set.of("back", "recover", "recovered", "rejoin", "rejoined", "return", "returned"),
          List.of("started", "added", "online", "registered", "startup", "recovered", "connected"),
          Set.of("listen", "listening", "listens", "port", "ports", "bind", "bound"),
          List.of("listening", "awaiting", "socket", "connections", "bound", "acceptor"),
          Set.of("network", "connect", "connection", "connections", "connectivity"),
          List.of("connection", "refused", "reset", "timeout", "unreachable", "disconnected"));

  /** Words that questions are made of and no message answers. */
  private static final Set<String> FILLERS =
      Set.of(
          ("about again all any are around been before between but came can come could did does"
                  + " during else even ever fall fell first find for from get gets got had happen"
                  + " happened happening has have how into its just last later long many may might"
                  + " much off one only our out over please same second show side since some such"
                  + " take tell than that the their them then there these they thing things this"
                  + " those time times took tried try until use used very was went were what when"
                  + " where which while who whom whose why will with within would you your")
              .split(" "));

  private static final Set<String> TROUBLE_WORDS =
      Set.of(
          ("alert alerts bad broke broken bug cause caused critical crashing cut dropped error"
                  + " errors exception exceptions fail failed failing fails failure failures fatal"
                  + " forbidden happen happened incident issue issues problem problems refused"
                  + " root shrank shrink timeout trouble unhealthy warning warnings went wrong")
              .split(" "));

  private Lexicon() {}

  /** Whether a question asks for what is bad, or leaves it open what it asks for. */
  static boolean asksForTrouble(String question) {
    Set<String> asked = asked(question);
    return asked.stream()
            .anyMatch(word -> TROUBLE_WORDS.stream().anyMatch(bad -> Relevance.alike(word, bad)))
        || topics(question).isEmpty()
        || CONCEPTS.entrySet().stream()
            .filter(concept -> TROUBLE_WORDS.stream().anyMatch(concept.getValue()::contains))
            .anyMatch(concept -> concept.getKey().stream().anyMatch(asked::contains));
  }

  /** A question without the words that stand for what programs write otherwise. */
  static String withoutConcepts(String question) {
    return WORD_OR_REST
        .matcher(question)
        .replaceAll(
            word ->
                CONCEPTS.keySet().stream()
                        .anyMatch(names -> names.contains(word.group().toLowerCase(Locale.ROOT)))
                    ? ""
                    : Matcher.quoteReplacement(word.group()));
  }

  /** What a question is about: each of its telling words, with what programs write for it. */
  static List<Set<String>> topics(String question) {
    var topics = new ArrayList<Set<String>>();
    for (String word : Relevance.words(question)) {
      boolean telling = word.length() > 2 && !FILLERS.contains(word);
      if (telling || Specifics.of(word).contains(word)) {
        var topic = new HashSet<String>();
        topic.add(word);
        CONCEPTS.forEach(
            (names, logged) -> {
              if (names.contains(word)) {
                logged.forEach(each -> topic.add(each.toLowerCase(Locale.ROOT)));
              }
            });
        topics.add(topic);
      }
    }
    return topics;
  }

  private static Set<String> asked(String question) {
    var asked = new LinkedHashSet<String>();
    WORD.matcher(question.toLowerCase(Locale.ROOT))
        .results()
        .forEach(word -> asked.add(word.group()));
    return asked;
  }

  /** The words to search for besides the question's own; empty when it uses no word known here. */
  static String expansion(String question) {
    Set<String> asked = asked(question);
    var words = new LinkedHashSet<String>();
    CONCEPTS.forEach(
        (names, logged) -> {
          if (names.stream().anyMatch(asked::contains)) {
            words.addAll(logged);
          }
        });
    return String.join(" ", words);
  }
}
