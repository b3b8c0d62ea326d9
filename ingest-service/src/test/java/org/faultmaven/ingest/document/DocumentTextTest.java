package org.faultmaven.ingest.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.ErrorResponseException;

class DocumentTextTest {
  @Test
  void textIsTakenAsItIsAndLosesOnlyItsByteOrderMark() {
    byte[] text = "caf\u00e9 \ud83d\ude00\r\n\tend".getBytes(UTF_8);
    assertThat(DocumentText.checked(text)).isSameAs(text);
    assertThat(DocumentText.checked("\ufeffwith mark".getBytes(UTF_8)))
        .isEqualTo("with mark".getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\r\n\t ", "\ufeff", "\ufeff \n"})
  void blankTextIsEmpty(String text) {
    assertThat(refusal(text.getBytes(UTF_8)))
        .satisfies(e -> assertThat(e.getStatusCode().value()).isEqualTo(400))
        .satisfies(e -> assertThat(e.getBody().getDetail()).contains("curl -F file=@NAME"));
  }

  @Test
  void whatIsNotUtf8IsRefusedWithItsPlaceAndTheWayToConvertIt() {
    byte[] latin1 = "id=4711 caf\u00e9!".getBytes(ISO_8859_1);
    ErrorResponseException refusal = refusal(latin1);
    assertThat(refusal.getStatusCode().value()).isEqualTo(400);
    assertThat(refusal.getBody().getDetail()).contains("Byte 11", "iconv").doesNotContain("4711");
    assertThat(refusal("half a pair".getBytes(UTF_16)).getBody().getDetail()).contains("UTF-16");
  }

  @Test
  void aCodePointThatEndsTooEarlyIsRefused() {
    byte[] cut = {'o', 'k', (byte) 0xe2, (byte) 0x82};
    assertThat(refusal(cut).getStatusCode().value()).isEqualTo(400);
  }

  @Test
  void badBytesFarIntoALongTextAreFound() {
    byte[] text = "x".repeat(100_000).getBytes(UTF_8);
    text[77_777] = (byte) 0xff;
    assertThat(refusal(text).getBody().getDetail()).contains("Byte 77777");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0089PNG\r\n\u001a\n",
        "%PDF-1.7",
        "PK\u0003\u0004",
        "\u001f\u008b\b",
        "a\u0000b"
      })
  void binaryIsRefusedAsSuch(String latin1) {
    ErrorResponseException refusal = refusal(latin1.getBytes(ISO_8859_1));
    assertThat(refusal.getStatusCode().value()).isEqualTo(415);
    assertThat(refusal.getBody().getTitle()).isEqualTo("The document is not text");
  }

  private static ErrorResponseException refusal(byte[] text) {
    return catchThrowableOfType(ErrorResponseException.class, () -> DocumentText.checked(text));
  }
}
