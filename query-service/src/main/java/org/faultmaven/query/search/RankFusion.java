package org.faultmaven.query.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.faultmaven.contracts.record.Scored;

/**
 * Reciprocal rank fusion: an entry scores the sum, over the lists that hold it, of weight / (60 +
 * rank). Scores of different kinds need no common scale (Cormack, Clarke and Buettcher, SIGIR
 * 2009).
 */
public final class RankFusion {
  private static final int K = 60;

  private static final Comparator<Scored> BEST_FIRST =
      Comparator.comparingDouble(Scored::score)
          .reversed()
          .thenComparing(scored -> scored.entry().firstAt())
          .thenComparing(scored -> scored.entry().id());

  /**
   * @param weight 1 in plain fusion
   */
  public record Ranking(double weight, List<Scored> bestFirst) {
    public Ranking {
      bestFirst = List.copyOf(bestFirst);
    }
  }

  private RankFusion() {}

  /** Every entry of the rankings, best first; equal scores by time. */
  public static List<Scored> fuse(Collection<Ranking> rankings) {
    Map<String, Scored> sums = new LinkedHashMap<>();
    for (Ranking ranking : rankings) {
      int rank = 0;
      for (Scored scored : ranking.bestFirst()) {
        rank++;
        sums.merge(
            scored.entry().id(),
            new Scored(scored.entry(), ranking.weight() / (K + rank)),
            (sum, more) -> new Scored(sum.entry(), sum.score() + more.score()));
      }
    }
    var fused = new ArrayList<>(sums.values());
    fused.sort(BEST_FIRST);
    return fused;
  }
}
