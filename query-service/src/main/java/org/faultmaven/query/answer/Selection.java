package org.faultmaven.query.answer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Picks evidence one by one, each time the best of what is left after what repeats the picked was
 * marked down: ten times the same line answers no more than once. The same message from another
 * source is a finding and costs less than a repeat from one source.
 */
final class Selection {
  /** Words shared by messages that say the same. */
  private static final double ALIKE = 0.7;

  /** Of the best score; what is below answers nothing any more. */
  private static final double FLOOR = 0.2;

  private static final double REPEAT = 0.15;
  private static final double ECHO = 0.6;
  private static final double SAME_SOURCE = 0.25;

  private Selection() {}

  /**
   * @param picked what stands already; it is not in the result
   */
  static List<Candidate> pick(List<Candidate> candidates, List<Candidate> picked, int most) {
    double best = candidates.stream().mapToDouble(Candidate::score).max().orElse(0);
    var left = new ArrayList<>(candidates);
    left.removeIf(candidate -> candidate.score() < FLOOR * best);
    var all = new ArrayList<>(picked);
    var chosen = new ArrayList<Candidate>();
    while (chosen.size() < most && !left.isEmpty()) {
      Candidate next =
          Collections.max(
              left,
              Comparator.comparingDouble(
                  candidate -> candidate.score() * freshness(candidate, all)));
      left.remove(next);
      chosen.add(next);
      all.add(next);
    }
    return chosen;
  }

  private static double freshness(Candidate candidate, List<Candidate> picked) {
    double fresh = 1;
    int fromSource = 0;
    boolean repeat = false;
    boolean echo = false;
    for (Candidate other : picked) {
      boolean sameSource = other.entry().source().equals(candidate.entry().source());
      if (sameSource) {
        fromSource++;
      }
      if (candidate.similarity(other) >= ALIKE) {
        repeat |= sameSource;
        echo |= !sameSource;
      }
    }
    if (repeat) {
      fresh *= REPEAT;
    } else if (echo) {
      fresh *= ECHO;
    }
    return fresh / (1 + SAME_SOURCE * fromSource);
  }
}
