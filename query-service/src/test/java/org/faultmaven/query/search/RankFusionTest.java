package org.faultmaven.query.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.faultmaven.contracts.kit.SampleEntries;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.Scored;
import org.faultmaven.query.search.RankFusion.Ranking;
import org.junit.jupiter.api.Test;

class RankFusionTest {
  private final Entry a = SampleEntries.log("a").build();
  private final Entry b = SampleEntries.log("b").build();
  private final Entry c = SampleEntries.log("c").build();

  @Test
  void what_both_rank_beats_what_one_ranks_first() {
    List<Scored> fused =
        RankFusion.fuse(List.of(new Ranking(1, scored(a, b)), new Ranking(1, scored(c, b))));

    assertThat(fused).map(Scored::entry).containsExactly(b, a, c);
    assertThat(fused.getFirst().score()).isCloseTo(2.0 / 62, within(1e-9));
    assertThat(fused.get(1).score()).isCloseTo(1.0 / 61, within(1e-9));
  }

  @Test
  void a_weight_counts() {
    List<Scored> fused =
        RankFusion.fuse(List.of(new Ranking(0.5, scored(a)), new Ranking(1, scored(c))));

    assertThat(fused).map(Scored::entry).containsExactly(c, a);
  }

  @Test
  void equal_scores_stand_by_time() {
    Entry later =
        SampleEntries.log("0")
            .times(
                SampleEntries.TIME.plus(Duration.ofSeconds(1)),
                SampleEntries.TIME.plus(Duration.ofSeconds(1)))
            .build();
    List<Scored> fused =
        RankFusion.fuse(List.of(new Ranking(1, scored(later)), new Ranking(1, scored(a))));

    assertThat(fused).map(Scored::entry).containsExactly(a, later);
  }

  @Test
  void nothing_gives_nothing() {
    assertThat(RankFusion.fuse(List.of())).isEmpty();
  }

  private static List<Scored> scored(Entry... entries) {
    return List.of(entries).stream().map(entry -> new Scored(entry, 7)).toList();
  }
}
