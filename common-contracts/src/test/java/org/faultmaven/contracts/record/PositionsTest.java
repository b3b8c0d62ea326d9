package org.faultmaven.contracts.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What services commit and read back after a crash. */
class PositionsTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "block=7;x", "with,commas", "two\nlines"})
  void anIndexedPositionComesBackAsItWent(String carry) {
    var position = new IndexedPosition(17, 15, 2, 40_000_000_000L, carry);

    assertThat(IndexedPosition.fromMetadata(position.toMetadata(), 0)).isEqualTo(position);
  }

  @Test
  void withoutMetadataNothingIsIndexedYet() {
    assertThat(IndexedPosition.fromMetadata("", 1234))
        .isEqualTo(new IndexedPosition(0, 0, 0, 1234, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1,2,3,4,5", "2,1,1,1,1,", "1,x,1,1,1,", "somebody's own", ",,,,,"})
  void metadataOfAnotherFormatIsRefusedWithWhatToDo(String metadata) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IndexedPosition.fromMetadata(metadata, 0))
        .withMessageContaining("reset its consumer group");
  }

  @Test
  void sanitizerCountsComeBackAsTheyWent() {
    var counts = new SanitizerCounts(9, 1, 2, 3, 4, 5_000_000_000L);

    assertThat(SanitizerCounts.fromBytes(counts.toBytes())).isEqualTo(counts);
    assertThat(SanitizerCounts.fromBytes(SanitizerCounts.NONE.toBytes()))
        .isEqualTo(SanitizerCounts.NONE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SanitizerCounts.fromBytes("null".getBytes(UTF_8)));
  }
}
