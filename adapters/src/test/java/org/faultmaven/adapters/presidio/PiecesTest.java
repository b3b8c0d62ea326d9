package org.faultmaven.adapters.presidio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PiecesTest {
  private static List<String> sent(String text, boolean patterns) {
    return Pieces.of(text, patterns).sent().stream().map(piece -> piece.of(text)).toList();
  }

  @Test
  void aLineIsAPiece() {
    assertThat(sent("one 1\n\n\ttwo 2\r\nthree 3", false))
        .containsExactly("one 1", "\ttwo 2", "three 3");
    assertThat(sent("", false)).isEmpty();
  }

  @Test
  void aSentenceGoesOnInTheNextLine() {
    assertThat(sent("signed by John\nSmith, of Paris.\nThe end", false))
        .containsExactly("signed by John\nSmith, of Paris.", "The end");
    assertThat(sent("12:00 by John\nSmith", false)).containsExactly("12:00 by John", "Smith");
  }

  @Test
  void whatCannotBeFoundIsNotSent() {
    assertThat(sent("12 34\n---\nx", false)).containsExactly("x");
    assertThat(sent("12 34\n---\nx", true)).containsExactly("12 34", "x");
  }

  @Test
  void aLongLineIsCutBetweenWords() {
    String text = "word ".repeat(2_000);
    Pieces pieces = Pieces.of(text, false);
    assertThat(pieces.sent()).hasSizeGreaterThan(1);
    assertThat(pieces.sent().getFirst().isCut()).isFalse();
    assertThat(pieces.sent().getLast().isCut()).isTrue();
    assertThat(pieces.unsent()).isEmpty();
    assertThat(String.join("", sent(text, false)).strip()).isEqualTo(text.strip());
    assertThat(sent(text, false)).allMatch(piece -> piece.length() <= Pieces.MAX_PIECE);
  }

  @Test
  void aLongTokenIsCutAtItsSignsForNames() {
    String token = "/opt/app/lib/some-library.jar:".repeat(50);
    String text = "path " + token + " end";
    assertThat(Pieces.of(text, false).unsent()).isEmpty();
    assertThat(String.join("", sent(text, false))).isEqualTo(text);
    assertThat(sent(text, false)).allMatch(piece -> piece.length() <= 2 * Pieces.MAX_TOKEN);
  }

  @Test
  void aLongTokenIsNotSentForPatternsNorWithoutSigns() {
    String token = "a.".repeat(1_000);
    Pieces pieces = Pieces.of("x " + token + " y", true);
    assertThat(pieces.unsent()).containsExactly(new Piece(2, 2 + token.length(), true));
    assertThat(sent("x " + token + " y", true)).containsExactly("x ", " y");

    String blob = "Q".repeat(1_000);
    assertThat(Pieces.of(blob + " y", false).unsent()).containsExactly(new Piece(0, 1_000, true));
    assertThat(Pieces.of("=".repeat(1_000), false).unsent()).isEmpty();
  }
}
