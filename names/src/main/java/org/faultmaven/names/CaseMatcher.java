package org.faultmaven.names;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds special cases over finished tokens, the longest first, and cuts them anew. */
final class CaseMatcher {
  private record Match(int start, int end) {
    int length() {
      return end - start;
    }
  }

  private static final Comparator<Match> LONGEST_FIRST =
      Comparator.comparingInt(Match::length).reversed().thenComparingInt(Match::start);

  private final SpecialCases special;
  private final SpecialCases.Node tree;
  private final Keys keys;

  CaseMatcher(SpecialCases special, SpecialCases.Node tree, Keys keys) {
    this.special = special;
    this.tree = tree;
    this.keys = keys;
  }

  /**
   * Moves tokens from one list to another, with special cases cut anew.
   *
   * @param all whether the text ends with these tokens; else so many are left that no special case
   *     goes over where the moved ones end
   */
  void move(String text, Tokens from, Tokens to, boolean all) {
    List<Match> matches = matches(from);
    int limit = from.count;
    if (!all) {
      limit = Math.max(0, from.count - special.mostParts());
      for (int i = matches.size() - 1; i >= 0; i--) {
        Match match = matches.get(i);
        if (match.start() < limit && match.end() > limit) {
          limit = match.start();
        }
      }
    }
    int copied = 0;
    for (Match match : chosen(matches, limit)) {
      int start = from.starts[match.start()];
      SpecialCases.@Nullable Case found =
          special.of(text.substring(start, from.ends[match.end() - 1]));
      if (found == null) {
        continue;
      }
      from.copyTo(to, copied, match.start());
      for (int i = 0; i < found.tokens().length; i++) {
        String token = found.tokens()[i];
        byte flag = token.isBlank() ? Tokens.SPACE : 0;
        int end = start + token.length();
        to.add(keys.of(token, 0, token.length()), found.norms()[i], start, end, flag);
        start = end;
      }
      copied = match.end();
    }
    from.copyTo(to, copied, limit);
    from.dropFirst(limit);
  }

  /** By their starts, ascending. */
  private List<Match> matches(Tokens tokens) {
    List<Match> matches = List.of();
    for (int start = 0; start < tokens.count; start++) {
      if (!tokens.is(start, Tokens.STARTS_CASE)) {
        continue;
      }
      SpecialCases.@Nullable Node node = tree;
      for (int i = start; i < tokens.count; i++) {
        node = node.child(tokens.orths[i]);
        if (node == null) {
          break;
        }
        if (node.isComplete()) {
          if (matches.isEmpty()) {
            matches = new ArrayList<>();
          }
          matches.add(new Match(start, i + 1));
        }
      }
    }
    return matches;
  }

  /** Those before a limit that no longer one, or one before, overlaps; by their starts. */
  private static List<Match> chosen(List<Match> matches, int limit) {
    if (matches.isEmpty()) {
      return matches;
    }
    List<Match> chosen = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    List<Match> sorted = new ArrayList<>(matches);
    sorted.removeIf(match -> match.start() >= limit);
    sorted.sort(LONGEST_FIRST);
    for (Match match : sorted) {
      if (!seen.contains(match.start()) && !seen.contains(match.end() - 1)) {
        chosen.add(match);
      }
      // As spaCy does: what was passed over stands in the way of others too.
      for (int i = match.start(); i < match.end(); i++) {
        seen.add(i);
      }
    }
    chosen.sort(Comparator.comparingInt(Match::start));
    return chosen;
  }
}
