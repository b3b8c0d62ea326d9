package org.faultmaven.ingest.extraction.child;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.faultmaven.ingest.extraction.DocumentFormat;
import org.faultmaven.ingest.extraction.Extracted;
import org.faultmaven.ingest.extraction.ExtractionRequest;
import org.faultmaven.ingest.extraction.Refusal;
import org.faultmaven.ingest.extraction.RefusedException;
import org.faultmaven.ingest.extraction.SampleDocuments;
import org.junit.jupiter.api.Test;

/** In this JVM; {@code ExtractorIT} has what needs a process of its own. */
class DocumentReaderTest {
  @Test
  void pagesOfAPdfAreMarked() throws Exception {
    byte[] pdf =
        SampleDocuments.pdf(
            "Runbook\n# not a heading", "The standby is promoted by hand\nand takes over");
    assertThat(read("a.pdf", pdf))
        .containsExactly(
            "\fpage 1",
            "Runbook",
            "\\# not a heading",
            "\fpage 2",
            "The standby is promoted by hand",
            "and takes over");
  }

  @Test
  void headingsOfWordAreHeadings() throws Exception {
    byte[] docx =
        SampleDocuments.docx(
            "# Operations", "Before all else", "## Failover", "Promote the standby", "## ", "End");
    assertThat(read("a.docx", docx))
        .containsExactly(
            "# Operations", "Before all else", "## Failover", "Promote the standby", "End");
  }

  @Test
  void slidesArePages() throws Exception {
    byte[] pptx = SampleDocuments.pptx("First slide", "Second slide\nwith two lines");
    assertThat(read("a.pptx", pptx))
        .containsExactly("\fpage 1", "First slide", "\fpage 2", "Second slide", "with two lines");
  }

  @Test
  void slidesOfOldFilesArePagesToo() throws Exception {
    assertThat(read("a.ppt", SampleDocuments.ppt("First slide", "Second slide")))
        .contains("First slide", "\fpage 2", "Second slide");
  }

  @Test
  void sheetsArePagesWithTheirNamesForSections() throws Exception {
    var sheets = new LinkedHashMap<String, String[][]>();
    sheets.put("Hosts", new String[][] {{"host", "role"}, {"db1", "primary"}});
    sheets.put("Limits", new String[][] {{"heap", "4 GiB"}});
    List<String> expected =
        List.of(
            "\fpage 1",
            "# Hosts",
            "host\trole",
            "db1\tprimary",
            "\fpage 2",
            "# Limits",
            "heap\t4 GiB");
    assertThat(read("a.xlsx", SampleDocuments.xlsx(sheets))).isEqualTo(expected);
    assertThat(read("a.xls", SampleDocuments.xls(sheets))).isEqualTo(expected);
  }

  @Test
  void aPageOfTheWebIsItsWords() throws Exception {
    String html =
        """
        <!DOCTYPE html><html><head><title>T</title><style>p {}</style></head><body>
        <h1>Time-outs</h1><div>One</div><div>two
          words</div><script>alert(1)</script>
        <h2>Pools</h2><ul><li>at most <b>ten</b></li></ul>
        <pre>a
          b</pre><table><tr><td>password</td><td>none</td></tr></table></body></html>
        """;
    assertThat(read("a.html", html.getBytes(UTF_8)))
        .containsExactly(
            "# Time-outs",
            "One",
            "two words",
            "## Pools",
            "- at most ten",
            "a",
            "  b",
            "password\tnone");
  }

  @Test
  void aPageIsInTheEncodingThatItDeclares() throws Exception {
    String page = "<html><head><meta charset='iso-8859-1'></head><p>caf\u00e9</p></html>";
    assertThat(read("a.html", page.getBytes(ISO_8859_1))).containsExactly("caf\u00e9");
    byte[] wide = ("\ufeff<html><p>caf\u00e9</p></html>").getBytes(UTF_16LE);
    assertThat(read("a.html", wide)).containsExactly("caf\u00e9");
    assertThat(refusal("a.html", "<html><p>caf\u00e9".getBytes(ISO_8859_1)))
        .isEqualTo(Refusal.NOT_UTF8);
    assertThat(refusal("a.html", "<html><meta charset=none-such>x".getBytes(UTF_8)))
        .isEqualTo(Refusal.NOT_UTF8);
  }

  @Test
  void aMessageHasItsSubjectForAHeadingAndItsAttachmentsForSections() throws Exception {
    byte[] eml =
        SampleDocuments.eml(
            "Outage of =?utf-8?q?caf=C3=A9?=",
            "The pool ran dry.\r\n\r\nSee the file.",
            "notes.pdf",
            SampleDocuments.pdf("Pool size was ten"));
    assertThat(read("a.eml", eml))
        .containsExactly(
            "# Outage of caf\u00e9",
            "From: Ops <ops@example.com>",
            "To: Team <team@example.com>",
            "Date: Wed, 04 Mar 2026 10:17:00 +0000",
            "The pool ran dry.",
            "See the file.",
            "# notes.pdf",
            "\fpage 1",
            "Pool size was ten");
  }

  @Test
  void aMessageInHtmlIsRead() throws Exception {
    String eml =
        "From: a@example.com\nSubject: S\nMIME-Version: 1.0\nContent-Type: multipart/alternative;"
            + " boundary=b\n\n--b\nContent-Type: text/plain\n\nplain words\n--b\nContent-Type:"
            + " text/html; charset=utf-8\n\n<html><p>rich words</p></html>\n--b--\n";
    assertThat(read("a.eml", eml.getBytes(UTF_8)))
        .contains("# S", "rich words")
        .doesNotContain("plain words");
  }

  @Test
  void filesInAnArchiveAreSections() throws Exception {
    var files = new LinkedHashMap<String, byte[]>();
    files.put("docs/guide.pdf", SampleDocuments.pdf("Guide words"));
    files.put("notes.md", "# Notes\n```\n# no heading\n```\nmarkdown words\n".getBytes(UTF_8));
    files.put("app.log", "# log words\n".getBytes(UTF_8));
    files.put("inner.log.gz", SampleDocuments.gzip("packed words\n".getBytes(UTF_8)));
    files.put("logo.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1});
    files.put("__MACOSX/._x", new byte[] {0});
    assertThat(read("a.zip", SampleDocuments.zip(files)))
        .containsExactly(
            "# docs/guide.pdf",
            "\fpage 1",
            "Guide words",
            "\f",
            "# notes.md",
            "## Notes",
            "```",
            "# no heading",
            "```",
            "markdown words",
            "# app.log",
            "\\# log words",
            "# inner.log.gz",
            "packed words",
            "# logo.png",
            "[not extracted: its format holds no text, or is not supported]");
  }

  @Test
  void aPackedTextIsTakenAsItIs() throws Exception {
    byte[] text = "# as it is\r\n\f\u0000".getBytes(UTF_8);
    Extracted log = extract("a.log.gz", SampleDocuments.gzip(text));
    assertThat(log.text()).isEqualTo(text);
    assertThat(log.outlined()).isFalse();
    assertThat(extract("a.md.gz", SampleDocuments.gzip(text)).outlined()).isTrue();
    assertThat(read("a.pdf.gz", SampleDocuments.gzip(SampleDocuments.pdf("Words"))))
        .containsExactly("\fpage 1", "Words");
  }

  @Test
  void whatNeedsAPasswordSaysSo() {
    byte[] docx = SampleDocuments.docx("secret words");
    assertThat(refusal("a.pdf", SampleDocuments.encryptedPdf("made up", "secret words")))
        .isEqualTo(Refusal.ENCRYPTED);
    assertThat(refusal("a.docx", SampleDocuments.encryptedOffice(docx)))
        .isEqualTo(Refusal.ENCRYPTED);
    byte[] zip = SampleDocuments.zip(Map.of("a.txt", "x".getBytes(UTF_8)));
    // The bit that says so, in the local header and in the directory.
    zip[6] |= 1;
    int directory = new String(zip, ISO_8859_1).indexOf("PK\u0001\u0002");
    zip[directory + 8] |= 1;
    assertThat(refusal("a.zip", zip)).isEqualTo(Refusal.ENCRYPTED);
  }

  @Test
  void aPdfWithAnOwnersPasswordAloneIsRead() throws Exception {
    assertThat(read("a.pdf", SampleDocuments.encryptedPdf("", "open words")))
        .containsExactly("\fpage 1", "open words");
  }

  @Test
  void whatHoldsNoTextSaysSo() {
    assertThat(refusal("a.pdf", SampleDocuments.pdf(""))).isEqualTo(Refusal.NO_TEXT);
    assertThat(refusal("a.docx", SampleDocuments.docx())).isEqualTo(Refusal.NO_TEXT);
    assertThat(refusal("a.html", "<html><p></p></html>".getBytes(UTF_8)))
        .isEqualTo(Refusal.NO_TEXT);
    assertThat(refusal("a.zip", SampleDocuments.zip(Map.of()))).isEqualTo(Refusal.NO_TEXT);
    byte[] images = SampleDocuments.zip(Map.of("a.png", new byte[] {(byte) 0x89, 'P', 0}));
    assertThat(refusal("a.zip", images)).isEqualTo(Refusal.UNSUPPORTED);
    byte[] openDocument = SampleDocuments.zip(Map.of("mimetype", "application/x".getBytes(UTF_8)));
    assertThat(refusal("a.odt", openDocument)).isEqualTo(Refusal.UNSUPPORTED);
  }

  @Test
  void whatIsCutOffIsDamaged() {
    Map<String, byte[]> documents =
        Map.of(
            "a.docx", SampleDocuments.docx("words"),
            "a.gz", SampleDocuments.gzip("words".repeat(100).getBytes(UTF_8)));
    documents.forEach(
        (name, whole) ->
            assertThat(refusal(name, Arrays.copyOf(whole, whole.length / 2)))
                .as(name)
                .isEqualTo(Refusal.DAMAGED));
    // What can be told of it is that it has no page.
    assertThat(refusal("a.pdf", "%PDF-1.7 and nothing else".getBytes(UTF_8)))
        .isIn(Refusal.DAMAGED, Refusal.NO_TEXT);
    byte[] empty = SampleDocuments.zip(Map.of("[Content_Types].xml", "<x/>".getBytes(UTF_8)));
    assertThat(refusal("a.docx", empty)).isEqualTo(Refusal.DAMAGED);
  }

  @Test
  void whatUnpacksToTooMuchIsRefused() {
    byte[] text = "0123456789\n".repeat(10).getBytes(UTF_8);
    assertThat(refusal("a.gz", SampleDocuments.gzip(text), 100)).isEqualTo(Refusal.TOO_LARGE);
    assertThat(refusal("a.zip", SampleDocuments.zip(Map.of("a", text)), 100))
        .isEqualTo(Refusal.TOO_LARGE);
    assertThat(refusal("a.pdf", SampleDocuments.pdf("ten words\n".repeat(20)), 100))
        .isEqualTo(Refusal.TOO_LARGE);
    byte[] russianDoll = text;
    for (int i = 0; i < 5; i++) {
      russianDoll = SampleDocuments.zip(Map.of("a.zip", russianDoll));
    }
    assertThat(refusal("a.zip", russianDoll)).isEqualTo(Refusal.TOO_LARGE);
    assertThat(refusal("a.zip", SampleDocuments.zipBomb(600))).isEqualTo(Refusal.TOO_LARGE);
  }

  @Test
  void controlCharactersDoNotForgeMarks() throws Exception {
    byte[] html = "<html><p>one\u000c\u000cpage 9</p><p>a\u0001b\u0000</p></html>".getBytes(UTF_8);
    assertThat(read("a.html", html)).containsExactly("one\ufffd\ufffdpage 9", "a\ufffdb");
  }

  private static List<String> read(String name, byte[] document) throws RefusedException {
    Extracted extracted = extract(name, document);
    assertThat(extracted.outlined()).isTrue();
    return new String(extracted.text(), UTF_8).lines().filter(line -> !line.isEmpty()).toList();
  }

  private static Extracted extract(String name, byte[] document) throws RefusedException {
    return reader(name, document, 1 << 20).read();
  }

  private static Refusal refusal(String name, byte[] document) {
    return refusal(name, document, 1 << 20);
  }

  private static Refusal refusal(String name, byte[] document, int limit) {
    RefusedException refused =
        catchThrowableOfType(RefusedException.class, () -> reader(name, document, limit).read());
    assertThat(refused).as(name).isNotNull();
    return refused.refusal();
  }

  private static DocumentReader reader(String name, byte[] document, int limit) {
    return new DocumentReader(
        new ExtractionRequest(DocumentFormat.of(document, name, null), name, "", limit, document));
  }
}
