package org.faultmaven.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SourceTermsTest {
  @Test
  void are_the_whole_its_leading_paths_and_its_segments() {
    assertThat(SourceTerms.of("kafka0/logs/server.log"))
        .containsExactlyInAnyOrder(
            "kafka0/logs/server.log", "kafka0/logs", "kafka0", "logs", "server.log");
    assertThat(SourceTerms.of("redis")).containsExactly("redis");
    assertThat(SourceTerms.of("")).containsExactly("");
    assertThat(SourceTerms.of("/var//log/"))
        .containsExactlyInAnyOrder("/var//log/", "/var//log", "/var", "var", "log");
  }

  @Test
  void of_a_boundless_source_are_few_and_short() {
    String deep = "segment/".repeat(10_000);
    String wide = "x".repeat(100_000);

    assertThat(SourceTerms.of(deep)).hasSizeLessThan(70).contains(SourceTerms.term(deep));
    assertThat(SourceTerms.of(wide)).containsExactly(SourceTerms.term(wide));
    assertThat(SourceTerms.term(wide)).hasSizeLessThan(100);
    assertThat(SourceTerms.term(wide + "x")).isNotEqualTo(SourceTerms.term(wide));
  }

  @Test
  void times_beyond_what_a_long_of_nanoseconds_holds_are_its_ends() {
    assertThat(EntryDocument.nanos(Instant.EPOCH.plusNanos(7))).isEqualTo(7);
    assertThat(EntryDocument.nanos(Instant.EPOCH.minusNanos(7))).isEqualTo(-7);
    assertThat(EntryDocument.nanos(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
    assertThat(EntryDocument.nanos(Instant.MIN)).isEqualTo(Long.MIN_VALUE);
    assertThat(EntryDocument.nanos(Instant.parse("2261-12-31T23:59:59Z"))).isPositive();
  }
}
