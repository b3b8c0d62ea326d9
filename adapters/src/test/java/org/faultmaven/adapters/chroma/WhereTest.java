package org.faultmaven.adapters.chroma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import java.util.Map;
import org.faultmaven.contracts.record.EntrySelector;
import org.faultmaven.contracts.record.SearchFilter;
import org.junit.jupiter.api.Test;

/** What Chroma refuses is not asked: an operator without two operands, an empty condition. */
class WhereTest {
  @Test
  void no_filter_is_no_condition() {
    assertThat(Where.of(SearchFilter.NONE)).isNull();
  }

  @Test
  void one_condition_stands_alone() {
    assertThat(Where.of(new SearchFilter(null, Instant.EPOCH, null)))
        .isEqualTo(Map.of("last_at", Map.of("$gte", 0L)));
  }

  @Test
  void two_are_combined() {
    assertThat(Where.of(new SearchFilter(null, Instant.EPOCH, Instant.EPOCH)))
        .containsOnlyKeys("$and");
    assertThat(Where.of(new EntrySelector.Before("t", 3, 7))).containsOnlyKeys("$and");
    assertThat(Where.of(new EntrySelector.OfDocument("d"))).isEqualTo(Map.of("document_id", "d"));
  }

  @Test
  void a_source_has_its_parts_under_keys_of_which_there_are_few() {
    assertThat(Where.parts("/var//log"))
        .containsOnly(
            entry("source", "/var//log"),
            entry("path1", "/var"),
            entry("segment1", "var"),
            entry("path2", "/var//log"),
            entry("segment2", "log"));
    assertThat(Where.parts("")).containsOnly(entry("source", ""));
    assertThat(Where.parts("a/".repeat(1_000))).hasSize(1 + 2 * Where.MAX_SEGMENTS);
  }

  @Test
  void times_beyond_what_a_number_holds_are_its_ends() {
    assertThat(Nanos.of(Instant.MIN)).isEqualTo(Long.MIN_VALUE);
    assertThat(Nanos.of(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
    assertThat(Nanos.of(Instant.ofEpochSecond(1, 2))).isEqualTo(1_000_000_002L);
  }
}
