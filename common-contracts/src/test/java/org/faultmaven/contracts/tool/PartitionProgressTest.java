package org.faultmaven.contracts.tool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartitionProgressTest {
  private final PartitionProgress progress = new PartitionProgress(5);

  @Test
  void commits_what_stands_before_the_first_open_call() {
    progress.begin(5);
    progress.begin(6);
    progress.begin(8);
    assertThat(progress.toCommit()).isNegative();
    progress.settle(6);
    assertThat(progress.toCommit()).isNegative();
    assertThat(progress.idle()).isFalse();
    progress.settle(5);
    assertThat(progress.toCommit()).isEqualTo(8);
    assertThat(progress.toCommit()).isNegative();
    progress.settle(8);
    assertThat(progress.toCommit()).isEqualTo(9);
    assertThat(progress.idle()).isTrue();
  }

  @Test
  void what_is_left_to_others_is_not_committed() {
    progress.begin(5);
    progress.begin(6);
    progress.begin(7);
    progress.settle(5);
    progress.settle(7);
    progress.abandon(6);
    assertThat(progress.idle()).isTrue();
    assertThat(progress.position()).isEqualTo(6);
  }
}
