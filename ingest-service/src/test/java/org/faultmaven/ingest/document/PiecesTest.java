package org.faultmaven.ingest.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PiecesTest {
  private static final String[] ALPHABET = {"a", "\n", "\u00e9", "\u20ac", "\ud83d\ude00", "xyz "};

  @Test
  void anyTextIsCutIntoValidPiecesThatJoinToItself() throws Exception {
    var random = new Random(4711);
    for (int round = 0; round < 500; round++) {
      var text = new StringBuilder();
      int length = random.nextInt(400);
      for (int i = 0; i < length; i++) {
        text.append(ALPHABET[random.nextInt(ALPHABET.length)]);
      }
      byte[] bytes = text.toString().getBytes(UTF_8);
      int max = 4 + random.nextInt(60);

      var joined = new ByteArrayOutputStream();
      for (byte[] piece : Pieces.of(bytes, max)) {
        assertThat(piece.length).isBetween(1, max);
        // Throws when a code point was cut.
        assertThat(UTF_8.newDecoder().decode(ByteBuffer.wrap(piece)).isEmpty()).isFalse();
        joined.write(piece);
      }
      assertThat(joined.toByteArray()).isEqualTo(bytes);
    }
  }

  @Test
  void aPieceEndsAtALineEndWhenThereIsOneInItsSecondHalf() {
    assertThat(strings(Pieces.of("12345\n7890".getBytes(UTF_8), 8)))
        .containsExactly("12345\n", "7890");
    assertThat(strings(Pieces.of("1\n34567890".getBytes(UTF_8), 8)))
        .containsExactly("1\n345678", "90");
    assertThat(strings(Pieces.of("1234567\n90".getBytes(UTF_8), 8)))
        .containsExactly("1234567\n", "90");
  }

  @Test
  void aTextOfExactlyOnePieceStaysWhole() {
    assertThat(Pieces.of(new byte[Pieces.MAX_BYTES])).hasSize(1);
    assertThat(Pieces.of(new byte[Pieces.MAX_BYTES + 1])).hasSize(2);
  }

  private static List<String> strings(List<byte[]> pieces) {
    return pieces.stream().map(piece -> new String(piece, UTF_8)).toList();
  }
}
