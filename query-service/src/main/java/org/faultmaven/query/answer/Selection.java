package org.faultmaven.query.answer;

import java.util.ArrayList;
import java.util.List;

/**
 * Picks evidence one by one, each time the best of what is left after what repeats the picked was
 * marked down: ten times the same line answers no more than once. The same message from another
 * source is a finding and costs less than a repeat from one source.
 */
final class Selection {
  private static final double ALIKE = 0.7;
  private static final double REPEAT = 0.15;
  private static final double ECHO = 0.6;
  private static final double SAME_SOURCE = 0.25;

  private Selection() {}

  /**
   * @param picked what stands already; it is not in the result
   */
  static List<Candidate> pick(List<Candidate> candidates, List<Candidate> picked, int most) {
    var left = new ArrayList<>(candidates);
    var all = new ArrayList<>(picked);
    var chosen = new ArrayList<Candidate>();
    while (chosen.size() < most && !left.isEmpty()) {
      Candidate best = null;
      double bestValue = Double.NEGATIVE_INFINITY;
      for (Candidate candidate : left) {
        double value = candidate.score() * freshness(candidate, all);
        if (value > bestValue) {
          bestValue = value;
          best = candidate;
        }
      }
      if (best == null) {
        break;
      }
      left.remove(best);
      chosen.add(best);
      all.add(best);
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
