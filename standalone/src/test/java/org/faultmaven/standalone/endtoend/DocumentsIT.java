package org.faultmaven.standalone.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.faultmaven.ingest.extraction.SampleDocuments;
import org.faultmaven.standalone.product.Api;
import org.faultmaven.standalone.product.Product;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
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
        SampleDocuments.pdf(
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
        SampleDocuments.docx(
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
    refused(
        422, "a password", "locked.pdf", SampleDocuments.encryptedPdf("made up", "secret words"));
    refused(422, "extraction.timeout", "loop.pdf", SampleDocuments.loopingPdf());
    refused(413, "unpacks to", "bomb.zip", SampleDocuments.zipBomb(300));
    refused(415, "PNG image", "photo.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0});
    refused(422, "no text", "blank.pdf", SampleDocuments.pdf(""));

    upload("after.pdf", SampleDocuments.pdf("The turnstile accepts violet tokens only."));
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
}
