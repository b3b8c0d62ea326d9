package org.faultmaven.standalone.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.faultmaven.standalone.product.Api;
import org.faultmaven.standalone.product.Product;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STStyleType;
import tools.jackson.databind.JsonNode;

/** Documents as people have them: found by a question, or refused with the reason. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentsIT {
  private static final Path INSTALLED = Path.of("/usr/share/doc/base-passwd/users-and-groups.html");

  @TempDir static Path data;

  private Product product;
  private long accepted;

  @BeforeAll
  void start() {
    product = Product.start(data, "--extraction.timeout=15s", "--extraction.memory=256MiB");
  }

  @AfterAll
  void stop() {
    product.close();
  }

  @Test
  void aPdfIsFoundWithItsPage() throws Exception {
    byte[] pdf =
        pdf(
            null,
            "Handbook of the observatory",
            "Opening hours of the visitor centre",
            "When the dome motor overheats, wait twenty minutes and reset breaker nine."
                + "\nThen call jane.roe@mail.example.com.");
    upload("handbook.pdf", pdf);

    JsonNode citation = evidence("what to do when the dome motor overheats?", "breaker nine");
    assertThat(citation.path("page").asInt()).isEqualTo(3);
    assertThat(citation.has("section")).isFalse();
    assertThat(product.api.answers()).noneMatch(answer -> answer.contains("jane.roe"));
  }

  @Test
  void aWordFileIsFoundWithItsSection() throws Exception {
    upload(
        "brewery.docx",
        docx(
            "# Brewery",
            "Everything about the kettles.",
            "## Cleaning",
            "Rinse the copper kettle with caustic soda every Thursday."));

    JsonNode citation = evidence("how is the copper kettle rinsed?", "caustic soda");
    assertThat(citation.path("section").asString()).isEqualTo("Brewery > Cleaning");
    assertThat(citation.has("page")).isFalse();
  }

  @Test
  void aPageOfTheWebIsFoundWithItsSection() throws Exception {
    upload(
        "lighthouse.html",
        "<html><body><h1>Lighthouse</h1><p>On the lamp.</p><h2>Foghorn</h2><p>The foghorn compressor"
            .concat(" needs a new belt each spring.</p></body></html>")
            .getBytes(UTF_8));

    JsonNode citation = evidence("which belt does the foghorn compressor need?", "each spring");
    assertThat(citation.path("section").asString()).isEqualTo("Lighthouse > Foghorn");
  }

  @Test
  void aPageThatIsInstalledHereIsFound() throws Exception {
    assumeTrue(Files.isReadable(INSTALLED), "no " + INSTALLED + " on this machine");
    upload("users-and-groups.html", Files.readAllBytes(INSTALLED));

    JsonNode citation =
        evidence("which group can access the parallel ports directly?", "parallel ports");
    assertThat(citation.path("section").asString()).isNotBlank();
  }

  @Test
  void whatCannotBeReadIsAnsweredWithTheReasonAndTheServiceLives() throws Exception {
    refused(422, "a password", "locked.pdf", pdf("made up", "secret words"));
    refused(422, "extraction.timeout", "loop.pdf", loopingPdf());
    refused(413, "unpacks to", "bomb.zip", zipBomb());
    refused(415, "PNG image", "photo.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0});
    refused(422, "no text", "blank.pdf", pdf(null, ""));

    upload("after.pdf", pdf(null, "The turnstile accepts violet tokens only."));
    assertThat(evidence("which tokens does the turnstile accept?", "violet").path("page").asInt())
        .isEqualTo(1);
    assertThat(product.api.get("/actuator/health").status()).isEqualTo(200);
  }

  private void upload(String name, byte[] content) throws Exception {
    Api.Answer answer =
        product.api.upload("/api/v1/documents", name, "application/octet-stream", content);
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    product.awaitProcessed(++accepted);
  }

  private void refused(int status, String says, String name, byte[] content) throws Exception {
    Api.Answer answer =
        product.api.upload("/api/v1/documents", name, "application/octet-stream", content);
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.text()).contains(says);
    assertThat(answer.json().path("detail").asString()).isNotBlank();
  }

  /** The citation of the evidence that holds these words; it opens, and the words are there. */
  private JsonNode evidence(String question, String words) throws Exception {
    JsonNode answer = product.api.post("/api/v1/questions", Map.of("question", question)).json();
    for (JsonNode hit : answer.path("evidence")) {
      if (hit.path("text").asString().contains(words)) {
        JsonNode citation = hit.path("citation");
        Api.Answer opened = product.api.get(citation.path("url").asString());
        assertThat(opened.status()).as(opened.text()).isEqualTo(200);
        List<String> lines = new ArrayList<>();
        opened.json().path("lines").forEach(line -> lines.add(line.asString()));
        assertThat(String.join("\n", lines)).contains(words).doesNotContain("\f");
        return citation;
      }
    }
    throw new AssertionError("not in the evidence: " + answer);
  }

  private static byte[] pdf(String password, String... pages) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var document = new PDDocument()) {
      for (String text : pages) {
        var page = new PDPage();
        document.addPage(page);
        try (var content = new PDPageContentStream(document, page)) {
          content.beginText();
          content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 11);
          content.setLeading(14);
          content.newLineAtOffset(50, 700);
          for (String line : text.split("\n")) {
            content.showText(line);
            content.newLine();
          }
          content.endText();
        }
      }
      if (password != null) {
        document.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));
      }
      document.save(out);
    }
    return out.toByteArray();
  }

  /** Forms that draw forms, ten times each: nothing that a reader could ever come to the end of. */
  private static byte[] loopingPdf() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var document = new PDDocument()) {
      PDFormXObject inner = form(document, "BT /F1 9 Tf (x) Tj ET", null);
      for (int depth = 0; depth < 12; depth++) {
        inner = form(document, "/X Do ".repeat(10), inner);
      }
      var page = new PDPage();
      document.addPage(page);
      try (var content = new PDPageContentStream(document, page)) {
        content.drawForm(inner);
      }
      document.save(out);
    }
    return out.toByteArray();
  }

  private static PDFormXObject form(PDDocument document, String content, PDFormXObject inner)
      throws IOException {
    var form = new PDFormXObject(document);
    form.setBBox(new PDRectangle(100, 100));
    var resources = new PDResources();
    resources.put(COSName.getPDFName("F1"), new PDType1Font(Standard14Fonts.FontName.HELVETICA));
    if (inner != null) {
      resources.put(COSName.getPDFName("X"), inner);
    }
    form.setResources(resources);
    try (OutputStream out = form.getCOSObject().createOutputStream()) {
      out.write(content.getBytes(UTF_8));
    }
    return form;
  }

  /** Paragraphs that begin with # are headings. */
  private static byte[] docx(String... paragraphs) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var document = new XWPFDocument()) {
      var styles = document.createStyles();
      for (int level = 1; level <= 2; level++) {
        var style = CTStyle.Factory.newInstance();
        style.setStyleId("Heading" + level);
        style.addNewName().setVal("heading " + level);
        style.setType(STStyleType.PARAGRAPH);
        styles.addStyle(new XWPFStyle(style));
      }
      for (String each : paragraphs) {
        String words = each.replaceFirst("^#+ ", "");
        var paragraph = document.createParagraph();
        if (words.length() < each.length()) {
          paragraph.setStyle("Heading" + (each.length() - words.length() - 1));
        }
        paragraph.createRun().setText(words);
      }
      document.write(out);
    }
    return out.toByteArray();
  }

  private static byte[] zipBomb() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("zeros.txt"));
      byte[] megabyte = "0".repeat(1 << 20).getBytes(UTF_8);
      for (int i = 0; i < 300; i++) {
        zip.write(megabyte);
      }
      zip.closeEntry();
    }
    return out.toByteArray();
  }
}
