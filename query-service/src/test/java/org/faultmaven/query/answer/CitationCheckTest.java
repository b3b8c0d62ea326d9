package org.faultmaven.query.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.faultmaven.query.answer.CitationCheck.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CitationCheckTest {
  private final CitationCheck check = new CitationCheck(3);

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Lost [1].; Lost [1].; 1; 0",
        "Lost [3] [4].; Lost [3].; 1; 1",
        "Lost [1, 2,9].; Lost [1] [2].; 2; 1",
        "Lost [0][17].; Lost.; 0; 2",
        "Lost [T1].; Lost.; 0; 1",
        "Array[int] is [a list].; Array[int] is [a list].; 0; 0",
        "Lost [99999].; Lost.; 0; 1",
      })
  void whatThereIsNotIsRemovedAndCounted(String sentence, String text, int cited, int removed) {
    assertThat(check.check(sentence)).isEqualTo(new Checked(text, cited, removed));
  }

  @Test
  void theResultOfAToolIsThereOnceItHasCome() {
    assertThat(check.check("Lost [T1].").cited()).isZero();
    check.result(1);
    assertThat(check.check("Lost [T1].").cited()).isEqualTo(1);
    assertThat(check.check("Lost [T2].").cited()).isZero();
  }

  @Test
  void aMaskedValueThatWasNeverShownIsMadeUp() {
    check.shown("mail of <EMAIL_ADDRESS_aaaaaaaa>");
    assertThat(check.inventsValue("<EMAIL_ADDRESS_aaaaaaaa> failed")).isFalse();
    assertThat(check.inventsValue("<EMAIL_ADDRESS_bbbbbbbb> failed")).isTrue();
  }
}
