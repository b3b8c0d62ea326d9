package org.faultmaven.query.citation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.faultmaven.contracts.kit.SampleEntries;
import org.faultmaven.contracts.record.Citation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.ErrorResponseException;
import tools.jackson.databind.json.JsonMapper;

class CitationLinkTest {
  private static final String HASH = "0123456789abcdef".repeat(4);

  @Test
  void the_address_encodes_any_source() {
    CitationLink link =
        CitationLink.of(
            new Citation(
                "faultmaven.logs.clean",
                3,
                41,
                43,
                SampleEntries.text("a b/c&d=e+f%<HOST_aaaaaaaa>"),
                2,
                5,
                HASH));

    assertThat(link.lines()).isEqualTo("2-5");
    assertThat(link.url())
        .isEqualTo(
            "/api/v1/citations/faultmaven.logs.clean/3/41?lastOffset=43"
                + "&source=a%20b%2Fc%26d%3De%2Bf%25%3CHOST_aaaaaaaa%3E&lines=2-5&sha256="
                + HASH);
  }

  @Test
  void page_and_section_are_shown_where_there_are_any() {
    var source = SampleEntries.text("guide.pdf");
    var paged =
        new Citation("t", 0, 4, 4, source, 1, 2, HASH, 7, SampleEntries.text("Run > Failover"));
    assertThat(CitationLink.of(paged).page()).isEqualTo(7);
    assertThat(CitationLink.of(paged).section()).isEqualTo("Run > Failover");
    var plain = CitationLink.of(new Citation("t", 0, 4, 4, source, 1, 2, HASH));
    assertThat(new JsonMapper().writeValueAsString(plain)).doesNotContain("page", "section");
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 0, 0, 1-1, true, partition",
    "0, -1, 0, 1-1, true, partition",
    "0, 5, 4, 1-1, true, lastOffset",
    "0, 5, 1005, 1-1, true, lastOffset",
    "0, 5, 5, 1, true, lines",
    "0, 5, 5, 0-1, true, lines",
    "0, 5, 5, 3-2, true, first line",
    "0, 5, 5, 1-99999999999, true, lines",
    "0, 5, 5, 1-1, false, sha256",
  })
  void what_is_no_citation_is_refused(
      int partition, long offset, long last, String lines, boolean hash, String said) {
    assertThatThrownBy(
            () -> CitedRange.of("t", partition, offset, last, "s", lines, hash ? HASH : "no"))
        .isInstanceOfSatisfying(
            ErrorResponseException.class, e -> assertThat(e.getBody().getDetail()).contains(said));
  }

  @Test
  void lines_of_several_records_need_not_ascend() {
    assertThat(CitedRange.of("t", 0, 5, 1004, "s", "3-2", HASH).lastLine()).isEqualTo(2);
  }
}
