package org.faultmaven.names;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What spaCy 3.8 says of the same. */
final class FeaturesTest {
  private final Features features = Models.SHIPPED.features();

  @ParameterizedTest
  @CsvSource({
    "apple,xxxx",
    "Apple's,Xxxxx'x",
    "C3PO,XdXX",
    "2026-12-19,dddd-dd-dd",
    "ABCDEFGH,XXXX",
    "abcdefG,xxxxX",
    "x----------y,x----x",
    "²³,dd",
    "½,½",
    "日本,xx",
    "ǅ,x",
    "𝐀𝐛,Xx"
  })
  void shapes(String token, String shape) {
    assertThat(features.shape(token)).isEqualTo(shape);
  }

  @Test
  void longTokensHaveOneShape() {
    assertThat(features.shape("x".repeat(99))).isEqualTo("xxxx");
    assertThat(features.shape("x".repeat(100))).isEqualTo("LONG");
    assertThat(features.shape("\ud835\udc00".repeat(99))).isEqualTo("XXXX");
  }

  @ParameterizedTest
  @CsvSource({
    "ABC,abc",
    "İI,i̇i",
    "ΟΔΟΣ,οδος",
    "Σ,σ",
    "ΑΣΑ,ασα",
    "ΑΣ.,ας.",
    "ẞ,ß",
    "straße,straße",
    "Ⅷ,ⅷ",
    "𐐀,𐐨",
    "Σ́,σ́",
    "Α͈Σ,α͈ς"
  })
  void lowers(String text, String lower) {
    assertThat(features.characters().lower(text)).isEqualTo(lower);
  }

  @Test
  void numbersStringsAsSpacyDoes() {
    // nlp.vocab.strings["apple"]; symbols have small numbers.
    long apple = Long.parseUnsignedLong("8566208034543834098");
    assertThat(features.of("apple", 0)[0]).isEqualTo(apple);
    assertThat(features.of("X", 0)[1]).isEqualTo(101);
    assertThat(features.of("anything", 7)[0]).isEqualTo(7);
  }

  @Test
  void takesSuffixesOfThreeCharacters() {
    long[] whole = features.of("\ud835\udc00bc", 0);
    assertThat(whole[2]).isEqualTo(features.of("xyz\ud835\udc00bc", 0)[2]);
    assertThat(features.of("a", 0)[1]).isEqualTo(features.of("a", 0)[2]);
  }
}
