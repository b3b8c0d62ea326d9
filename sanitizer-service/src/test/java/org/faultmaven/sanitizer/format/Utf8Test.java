package org.faultmaven.sanitizer.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.faultmaven.contracts.topic.QuarantineReason;
import org.junit.jupiter.api.Test;

class Utf8Test {
  @Test
  void decodesWhatIsValid() throws RefusedException {
    String text = "plain, \u00e9, \u4e2d, \ud83d\ude00, tab\t, bell\u0007\n";

    assertThat(Utf8.decode(text.getBytes(UTF_8))).isEqualTo(text);
    assertThat(Utf8.decode(new byte[0])).isEmpty();
  }

  @Test
  void tellsAnotherEncodingFromBinary() throws IOException {
    assertRefused("caf\u00e9 au lait".getBytes(ISO_8859_1), QuarantineReason.NOT_UTF8);
    assertRefused(new byte[] {'o', 'k', ' ', (byte) 0xff, (byte) 0xfe}, QuarantineReason.NOT_UTF8);
    assertRefused("half a code point \u4e2d".getBytes(UTF_8), 19, QuarantineReason.NOT_UTF8);
    assertRefused("wide".getBytes(UTF_16LE), QuarantineReason.NOT_TEXT);
    assertRefused(new byte[] {'a', 0, 'b'}, QuarantineReason.NOT_TEXT);
    assertRefused(gzip("compressed text ".repeat(50)), QuarantineReason.NOT_TEXT);
  }

  @Test
  void aHeaderThatIsNoTextIsNone() {
    assertThat(Utf8.decodeOrNull(null)).isNull();
    assertThat(Utf8.decodeOrNull(new byte[] {(byte) 0xc3})).isNull();
    assertThat(Utf8.decodeOrNull("x".getBytes(UTF_8))).isEqualTo("x");
  }

  private static byte[] gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static void assertRefused(byte[] bytes, int length, QuarantineReason reason) {
    assertRefused(java.util.Arrays.copyOf(bytes, length), reason);
  }

  private static void assertRefused(byte[] bytes, QuarantineReason reason) {
    assertThatThrownBy(() -> Utf8.decode(bytes))
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }
}
