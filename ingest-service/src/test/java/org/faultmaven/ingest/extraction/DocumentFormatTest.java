package org.faultmaven.ingest.extraction;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentFormatTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "%PDF-1.7, notes.txt, text/plain, PDF",
        "junk %PDF-1.7, a.pdf, -, PDF",
        "junk %PDF-1.7, -, application/pdf, PDF",
        "on %PDF- headers, a.txt, -, TEXT",
        "words, a.HTML, -, HTML",
        "words, -, text/html, HTML",
        "'  <!DOCTYPE html>', -, -, HTML",
        "<html lang=en>, a.log, -, HTML",
        "<html lang=en>, -, text/plain, TEXT",
        "<htmlish>, -, -, TEXT",
        "From: a, a.eml, -, MAIL",
        "From: a, -, message/rfc822, MAIL",
        "From: a, a.log, -, TEXT",
        "# words, README.md, -, MARKDOWN",
        "# words, -, text/markdown, MARKDOWN",
        "# words, -, -, TEXT",
        "{}, a.json, application/octet-stream, TEXT"
      })
  void textIsToldByNameAndTypeAndTheRestByItsBytes(
      String text, String name, String type, DocumentFormat format) {
    assertThat(DocumentFormat.of(text.getBytes(ISO_8859_1), name, type)).isEqualTo(format);
  }

  @Test
  void containersAreToldByTheirSignature() {
    assertThat(of("PK\u0003\u0004...")).isEqualTo(DocumentFormat.ZIP);
    assertThat(of("PK\u0005\u0006...")).isEqualTo(DocumentFormat.ZIP);
    assertThat(of("\u001f\u008b\b")).isEqualTo(DocumentFormat.GZIP);
    assertThat(of("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1"))
        .isEqualTo(DocumentFormat.OLE2);
    assertThat(of("")).isEqualTo(DocumentFormat.TEXT);
  }

  private static DocumentFormat of(String latin1) {
    return DocumentFormat.of(latin1.getBytes(ISO_8859_1), "a.txt", null);
  }
}
