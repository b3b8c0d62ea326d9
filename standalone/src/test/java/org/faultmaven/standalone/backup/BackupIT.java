package org.faultmaven.standalone.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.faultmaven.standalone.cli.Main;
import org.faultmaven.standalone.product.Api;
import org.faultmaven.standalone.product.Product;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What docs/backup.md says: a file and a key are enough. The data folder is wiped, and a new
 * product answers as the old one did.
 */
class BackupIT {
  private static final String QUESTION = "which pump stalled, and who was on call?";
  private static final Pattern PLACEHOLDER = Pattern.compile("<[A-Z_]+_[a-z2-7]{8}>");
  private static final String KEY_FILE = "pseudonym.key";

  @TempDir private Path folder;

  private record Answered(List<String> evidence, TreeSet<String> placeholders) {}

  @Test
  void aNewProductAnswersAsTheOldOneDid() throws Exception {
    Path data = folder.resolve("data");
    Path file = folder.resolve("faultmaven.backup.gz");
    Path key = folder.resolve("kept.key");
    Answered before;
    String document;
    String deleted;
    try (Product product = Product.start(data)) {
      for (int i = 0; i < 40; i++) {
        product.produce(
            "plant/pumps.log",
            "2026-03-08T10:%02d:00Z %s pump %d of user=jane.roe@example.com password=hunter2secret %s"
                .formatted(i, i == 17 ? "ERROR" : "INFO", i, i == 17 ? "stalled" : "runs"));
      }
      product.produce("plant/json.log", "{\"level\":\"warn\",\"msg\":\"valve half open\",\"n\":7}");
      document =
          upload(product, "Runbook: the pump that stalled is restarted by jane.roe@example.com");
      deleted = upload(product, "An outdated runbook of the turbine");
      product.awaitProcessed(43);
      assertThat(product.api.delete("/api/v1/documents/" + deleted).status()).isEqualTo(202);
      awaitDeleted(product, deleted);
      before = answered(product);

      run(0, "backup", file.toString(), "--bootstrap", product.bootstrapServers());
    }
    Files.copy(data.resolve(KEY_FILE), key);
    deleteAll(data);

    Files.createDirectories(data);
    Files.copy(key, data.resolve(KEY_FILE));
    try (Product product = Product.start(data)) {
      String said = run(0, "restore", file.toString(), "--bootstrap", product.bootstrapServers());

      assertThat(said).contains("Sent: 42 records");
      JsonNode total = product.awaitProcessed(42);
      assertThat(total.path("indexed").asLong()).isEqualTo(42);
      assertThat(total.path("quarantined").asLong()).isZero();
      Answered after = answered(product);
      assertThat(after.evidence()).isEqualTo(before.evidence());
      assertThat(after.placeholders()).isEqualTo(before.placeholders()).isNotEmpty();
      assertThat(product.api.get("/api/v1/documents/" + document).json().path("status").asString())
          .isEqualTo("indexed");
      assertThat(product.api.get("/api/v1/documents/" + deleted).status()).isEqualTo(404);

      // The same value that comes anew has the pseudonym that it had.
      product.produce(
          "plant/pumps.log", "2026-03-09T10:00:00Z ERROR jane.roe@example.com returned");
      product.awaitProcessed(43);
      assertThat(placeholders(search(product, "returned")))
          .isSubsetOf(before.placeholders())
          .isNotEmpty();
      // A document that was restored can be deleted.
      assertThat(product.api.delete("/api/v1/documents/" + document).status()).isEqualTo(202);
      awaitDeleted(product, document);

      assertThat(run(1, "restore", file.toString(), "--bootstrap", product.bootstrapServers()))
          .contains("Nothing was sent", "holds records already");
    }
  }

  private static String upload(Product product, String text) throws Exception {
    return product
        .api
        .post("/api/v1/documents", "text/plain", text.getBytes(UTF_8))
        .json()
        .path("documentId")
        .asString();
  }

  private static void awaitDeleted(Product product, String document) throws Exception {
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (!product
        .api
        .get("/api/v1/documents/" + document)
        .json()
        .path("status")
        .asString()
        .equals("deleted")) {
      assertThat(System.nanoTime()).as("deadline of the deletion").isLessThan(deadline);
      org.faultmaven.standalone.product.Waiting.aMoment();
    }
  }

  /** The evidence, each piece of it opened by its citation. */
  private static Answered answered(Product product) throws Exception {
    JsonNode evidence =
        product.api.post("/api/v1/questions", Map.of("question", QUESTION)).json().path("evidence");
    var texts = new ArrayList<String>();
    for (JsonNode hit : evidence) {
      String text = hit.path("text").asString();
      texts.add(hit.path("source").asString() + ": " + text);
      Api.Answer opened = product.api.get(hit.path("citation").path("url").asString());
      assertThat(opened.status()).as("citation of %s", text).isEqualTo(200);
      assertThat(opened.text()).contains(text.lines().findFirst().orElseThrow().substring(0, 20));
    }
    assertThat(texts).isNotEmpty();
    texts.sort(null);
    return new Answered(texts, placeholders(texts));
  }

  private static TreeSet<String> placeholders(List<String> texts) {
    var found = new TreeSet<String>();
    for (String text : texts) {
      Matcher placeholder = PLACEHOLDER.matcher(text);
      while (placeholder.find()) {
        found.add(placeholder.group());
      }
    }
    return found;
  }

  private static List<String> search(Product product, String query) throws Exception {
    var texts = new ArrayList<String>();
    product
        .api
        .post("/api/v1/search", Map.of("query", query, "limit", 1, "mode", "keyword"))
        .json()
        .path("hits")
        .forEach(hit -> texts.add(hit.path("text").asString()));
    return texts;
  }

  private static void deleteAll(Path folder) throws Exception {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static String run(int status, String... arguments) {
    var out = new StringWriter();
    int ended =
        new Main(List.of(new BackupCommand(), new RestoreCommand()))
            .run(new PrintWriter(out, true), new PrintWriter(out, true), arguments);
    assertThat(ended).as("%s", out).isEqualTo(status);
    return out.toString();
  }
}
