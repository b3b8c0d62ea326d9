package org.faultmaven.contracts.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SanitizedTextTest {
  private final SanitizedText text = Verdict.of("a <IP_ADDRESS> b", List.of()).text();

  @Test
  void isTheTextAndItsUtf8() {
    var euro = SanitizedText.fromSanitizedTopic("\u20ac".getBytes(UTF_8));

    assertThat(euro.text()).isEqualTo("\u20ac");
    assertThat(euro.toBytes()).isEqualTo("\u20ac".getBytes(UTF_8));
    assertThat(euro).hasToString("\u20ac");
  }

  @Test
  void partsJoinsAndDerivationsStaySanitised() {
    assertThat(text.part(2, 14)).isEqualTo(SanitizedText.constant("<IP_ADDRESS>"));
    assertThat(text.subSequence(0, 1)).isInstanceOf(SanitizedText.class).hasToString("a");
    assertThat(text.derive("a b").text()).isEqualTo("a b");
    assertThat(SanitizedText.join(", ", List.of(text.part(0, 1), text.part(15, 16))).text())
        .isEqualTo("a, b");
    assertThat(SanitizedText.join(", ", List.of())).isEqualTo(SanitizedText.EMPTY);
  }

  @Test
  void readsAsCharacters() {
    assertThat(text.length()).isEqualTo(16);
    assertThat(text.charAt(0)).isEqualTo('a');
    assertThatThrownBy(() -> text.part(3, 99)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void comparesByText() {
    assertThat(text)
        .isEqualTo(text.derive(text.text()))
        .hasSameHashCodeAs(text.derive(text.text()))
        .isNotEqualTo(SanitizedText.EMPTY)
        .isNotEqualTo("a <IP_ADDRESS> b");
  }

  @Test
  void hasNoPublicConstructor() {
    assertThat(SanitizedText.class.getConstructors()).isEmpty();
  }
}
