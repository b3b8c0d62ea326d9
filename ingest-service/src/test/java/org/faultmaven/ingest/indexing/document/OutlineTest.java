package org.faultmaven.ingest.indexing.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.faultmaven.ingest.indexing.document.Outline.Stretch;
import org.junit.jupiter.api.Test;

class OutlineTest {
  private final Outline outline = new Outline();

  @Test
  void stretchesEndWithPagesAndSectionsAndHoldNoMark() {
    assertThat(
            of(
                "before all", // 1
                "\fpage 1", // 2
                "# Guide", // 3
                "## Install", // 4
                "words", // 5
                "", // 6
                "## Run ##", // 7
                "words", // 8
                "\fpage 2", // 9
                "more words", // 10
                "# End", // 11
                "words")) // 12
        .containsExactly(
            new Stretch(1, 1, null, null),
            new Stretch(3, 6, 1, "Guide > Install"),
            new Stretch(7, 8, 1, "Guide > Run"),
            new Stretch(10, 10, 2, "Guide > Run"),
            new Stretch(11, 12, 2, "End"));
  }

  @Test
  void pagesAndSectionsGoOnInTheNextPiece() {
    of("\fpage 3", "# Guide", "words");
    assertThat(of("more words", "\f", "words"))
        .containsExactly(new Stretch(1, 1, 3, "Guide"), new Stretch(3, 3, null, "Guide"));
  }

  @Test
  void aHeadingInAFenceOrWithoutSpaceIsNone() {
    assertThat(of("```sh", "# comment", "```", "#hashtag", "\\# escaped", "# Real", "words"))
        .containsExactly(new Stretch(1, 5, null, null), new Stretch(6, 7, null, "Real"));
  }

  @Test
  void aLevelThatIsLeftOutIsNotShown() {
    assertThat(of("### Deep", "words", "# Top", "words", "###### Deepest", "words"))
        .extracting(Stretch::section)
        .containsExactly("Deep", "Top", "Top > Deepest");
  }

  @Test
  void aMarkThatAMaskSwallowedIsMadeUpForByTheNext() {
    assertThat(of("\fpage 1", "<PERSON_k7f3q2mz> words", "\fpage 3", "words"))
        .extracting(Stretch::page)
        .containsExactly(1, 3);
  }

  @Test
  void bareFormFeedsCountUp() {
    assertThat(of("one", "\ftwo", "two\f", "three"))
        .containsExactly(new Stretch(1, 1, null, null), new Stretch(2, 4, 2, null));
  }

  @Test
  void aPageWithoutWordsIsNoStretch() {
    assertThat(of("\fpage 1", "", "\fpage 2", "words")).containsExactly(new Stretch(4, 4, 2, null));
    assertThat(of()).isEmpty();
  }

  @Test
  void aParagraphInAHeadingsStyleIsShortened() {
    String section = of("# " + "word ".repeat(100), "words").getFirst().section();
    assertThat(section).hasSizeLessThanOrEqualTo(121).startsWith("word word").endsWith("\u2026");
  }

  private List<Stretch> of(String... lines) {
    return outline.of(List.of(lines));
  }
}
