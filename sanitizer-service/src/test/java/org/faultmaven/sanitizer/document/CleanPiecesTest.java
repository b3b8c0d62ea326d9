package org.faultmaven.sanitizer.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.faultmaven.contracts.record.SanitizedText;
import org.junit.jupiter.api.Test;

class CleanPiecesTest {
  private static final Pattern MASK = Pattern.compile("<[A-Z_]+_[a-z2-7]{8}>");
  private static final String[] PARTS = {
    "<EMAIL_ADDRESS_k7f3q2mz>", "<IP_ADDRESS_aaaaaaaa>", "word ", "\n", "\ud83d\ude00", "\u4e2d",
    "a < b", ">", "<", "\u00e9", "<<<", "<not A mask>"
  };

  @Test
  void joinedAgainTheyAreTheTextAndNoneIsTooLongOrCutsAnything() {
    var random = new Random(7);
    for (int round = 0; round < 500; round++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(120); i > 0; i--) {
        text.append(PARTS[random.nextInt(PARTS.length)]);
      }
      int max = 40 + random.nextInt(60);

      List<String> pieces = pieces(text.toString(), max);

      assertThat(String.join("", pieces)).isEqualTo(text.toString());
      assertThat(pieces).isNotEmpty();
      for (String piece : pieces) {
        assertThat(piece.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(max);
        assertThat(new String(piece.getBytes(UTF_8), UTF_8))
            .as("whole code points")
            .isEqualTo(piece);
      }
      long masks = MASK.matcher(text).results().count();
      long whole = pieces.stream().mapToLong(piece -> MASK.matcher(piece).results().count()).sum();
      assertThat(whole).as("masks in %s", pieces).isEqualTo(masks);
    }
  }

  @Test
  void aCutIsAtALinesEndWhenThereIsOne() {
    assertThat(pieces("first line\nsecond\nthird", 18))
        .containsExactly("first line\nsecond\n", "third");
    assertThat(pieces("a\n" + "b".repeat(20), 10))
        .as("a line's end far back makes a piece too small")
        .containsExactly("a\n" + "b".repeat(8), "b".repeat(10), "bb");
  }

  @Test
  void aTextThatFitsIsOnePiece() {
    assertThat(pieces("", 40)).containsExactly("");
    assertThat(pieces("x".repeat(40), 40)).hasSize(1);
    assertThat(pieces("x".repeat(41), 40)).hasSize(2);
  }

  private static List<String> pieces(String text, int max) {
    return CleanPieces.of(SanitizedText.fromSanitizedTopic(text.getBytes(UTF_8)), max).stream()
        .map(SanitizedText::text)
        .toList();
  }
}
