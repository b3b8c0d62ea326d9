package org.faultmaven.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LedgerCountsTest {
  @Test
  void partitionsOfATopicAddUp() throws Exception {
    try (var api = new FakeApi();
        var client = new ApiClient(api.uri())) {
      api.on(
          "/api/v1/ledger",
          200,
          """
          {'topics': [
            {'topic': 'a', 'partition': 0, 'accepted': 10, 'indexed': 6, 'quarantined': 1, 'deleted': 1, 'inFlight': 2, 'waiting': 3},
            {'topic': 'a', 'partition': 1, 'accepted': 100, 'indexed': 100, 'quarantined': 0, 'deleted': 0, 'inFlight': 0, 'waiting': 0},
            {'topic': 'b', 'partition': 0, 'accepted': 7, 'indexed': 7, 'quarantined': 0, 'deleted': 0, 'inFlight': 0, 'waiting': 0}]}
          """);

      LedgerCounts a = LedgerCounts.topic(client, "a");

      assertThat(a).isEqualTo(new LedgerCounts(110, 106, 1, 1, 2, 3));
      assertThat(a.processed()).isEqualTo(108);
      assertThat(a.pending()).isEqualTo(5);
      assertThat(a.balanced()).isTrue();
      assertThatThrownBy(() -> LedgerCounts.topic(client, "c"))
          .isInstanceOf(ApiException.class)
          .hasMessageContaining("does not read the topic c");
    }
  }

  @Test
  void aLostRecordUnbalancesIt() {
    assertThat(new LedgerCounts(10, 5, 2, 1, 1, 0).balanced()).isFalse();
    assertThat(new LedgerCounts(10, 9, 2, 0, -1, 0).balanced()).isFalse();
  }

  @Test
  void growthIsTheDifference() {
    assertThat(new LedgerCounts(10, 5, 2, 1, 2, 7).minus(new LedgerCounts(4, 1, 1, 1, 1, 9)))
        .isEqualTo(new LedgerCounts(6, 4, 1, 0, 1, -2));
  }
}
