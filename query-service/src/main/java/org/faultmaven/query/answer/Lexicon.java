package org.faultmaven.query.answer;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
          Set.of("network", "connect", "connection", "connections", "connectivity"),
          List.of("connection", "refused", "reset", "timeout", "unreachable", "disconnected"));

  private Lexicon() {}

  /** The words to search for besides the question's own; empty when it uses no word known here. */
  static String expansion(String question) {
    var asked = new LinkedHashSet<String>();
    WORD.matcher(question.toLowerCase(Locale.ROOT))
        .results()
        .forEach(word -> asked.add(word.group()));
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
