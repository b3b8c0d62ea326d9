package org.faultmaven.ingest.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;
import org.faultmaven.contracts.record.IndexedPosition;
import org.faultmaven.contracts.record.SanitizerCounts;
import org.junit.jupiter.api.Test;

class BalanceTest {
  /**
   * A sanitizer and an indexer by the rules of the ledger, a step at a time: whatever order the
   * steps come in, and however far the indexer's position is behind, the balance holds.
   */
  private static final class Pipeline {
    private long waiting;
    private long accepted;
    private long quarantined;
    private long deletedBefore;
    private long held;
    private long forwarded;
    private long sequence;
    private long indexed;
    private long deletedAfter;
    // What is on the clean topic and not read: a record, or a deletion of so many acceptances.
    private final ArrayDeque<Long> clean = new ArrayDeque<>();

    void step(Random random) {
      switch (random.nextInt(9)) {
        case 0, 1 -> waiting++;
        case 2 -> accept(() -> forward());
        case 3 -> accept(() -> held++);
        case 4 -> accept(() -> quarantined++);
        case 5 -> complete(random.nextBoolean());
        case 6 -> replayOrDelete(random.nextInt(4));
        default -> index();
      }
    }

    private void accept(Runnable how) {
      if (waiting > 0) {
        waiting--;
        accepted++;
        how.run();
      }
    }

    private void forward() {
      forwarded++;
      clean.add(0L);
    }

    private void complete(boolean good) {
      if (held > 0) {
        held--;
        if (good) {
          forward();
        } else {
          quarantined++;
        }
      }
    }

    private void replayOrDelete(int what) {
      if (what == 0 && quarantined > 0) {
        quarantined--;
        forward();
      } else if (what == 1 && quarantined > 0) {
        quarantined--;
        deletedBefore++;
      } else if (what == 2 && held > 0) {
        held--;
        deletedBefore++;
      } else if (what == 3 && indexed > 0 && clean.stream().allMatch(each -> each == 0)) {
        clean.add(1L);
      }
    }

    private void index() {
      Long next = clean.poll();
      if (next == null) {
        return;
      }
      if (next == 0) {
        sequence++;
        indexed++;
      } else {
        indexed -= next;
        deletedAfter += next;
      }
    }

    SanitizerCounts counts() {
      return new SanitizerCounts(accepted, quarantined, deletedBefore, held, forwarded, 0);
    }

    IndexedPosition position() {
      return new IndexedPosition(sequence, indexed, deletedAfter, 0, "");
    }
  }

  @Test
  void itHoldsAtEveryMomentForAnyPositionReadBeforeTheCounts() {
    for (int seed = 0; seed < 300; seed++) {
      var random = new Random(seed);
      var pipeline = new Pipeline();
      IndexedPosition earlier = pipeline.position();
      for (int step = 0; step < 400; step++) {
        pipeline.step(random);
        if (random.nextInt(5) == 0) {
          earlier = pipeline.position();
        }
        Balance balance = Balance.of(pipeline.counts(), earlier, pipeline.waiting);
        assertThat(balance.missing()).isZero();
        assertThat(balance.inFlight()).isNotNegative();
        assertThat(balance.balanced()).isTrue();
        assertThat(balance.accepted())
            .isEqualTo(
                balance.indexed() + balance.quarantined() + balance.deleted() + balance.inFlight());
      }
    }
  }

  @Test
  void aRecordLostOnTheCleanTopicShows() {
    // The sequence went on from 4 to 6, but only 5 records were indexed.
    var lost = Balance.of(counts(10, 10), new IndexedPosition(6, 5, 0, 0, ""), 0);
    assertThat(lost.missing()).isEqualTo(1);
    assertThat(lost.balanced()).isFalse();
  }

  @Test
  void aRecordIndexedTwiceShows() {
    var doubled = Balance.of(counts(10, 10), new IndexedPosition(5, 6, 0, 0, ""), 0);
    assertThat(doubled.missing()).isEqualTo(-1);
    assertThat(doubled.balanced()).isFalse();
  }

  @Test
  void aRecordAcceptedAndNeitherForwardedNorQuarantinedShows() {
    var lost = Balance.of(counts(10, 9), new IndexedPosition(9, 9, 0, 0, ""), 0);
    assertThat(lost.missing()).isEqualTo(1);
  }

  @Test
  void anIndexerAheadOfTheSanitizerShows() {
    // Only possible when a store was lost: everything else adds up.
    assertThat(Balance.of(counts(3, 3), new IndexedPosition(5, 5, 0, 0, ""), 0).balanced())
        .isFalse();
  }

  @Test
  void aLossAndADoublingDoNotMakeUpForEachOther() {
    var lost = Balance.of(counts(10, 10), new IndexedPosition(10, 9, 0, 0, ""), 2);
    var doubled = Balance.of(counts(10, 10), new IndexedPosition(10, 11, 0, 0, ""), 3);
    var ledger = new Ledger(List.of(new Ledger.Row("a", 0, lost), new Ledger.Row("a", 1, doubled)));
    assertThat(ledger.total()).isEqualTo(new Balance(20, 20, 0, 0, 0, 5));
    assertThat(ledger.total().balanced()).isTrue();
    assertThat(ledger.balanced()).isFalse();
    assertThat(ledger.imbalance()).isEqualTo(2);
  }

  @Test
  void nothingIsBalanced() {
    assertThat(new Ledger(List.of()).balanced()).isTrue();
    assertThat(Balance.of(SanitizerCounts.NONE, IndexedPosition.fromMetadata("", 17), 4))
        .isEqualTo(new Balance(0, 0, 0, 0, 0, 4));
  }

  private static SanitizerCounts counts(long accepted, long forwarded) {
    return new SanitizerCounts(accepted, 0, 0, 0, forwarded, 100);
  }
}
