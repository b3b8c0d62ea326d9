package org.faultmaven.standalone.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.faultmaven.standalone.product.Api;
import org.faultmaven.standalone.product.Product;
import org.faultmaven.standalone.product.Waiting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * From a line to an answer that can be checked, as a user goes, on one running product, whatever it
 * is made of; each test adds its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class EndToEndContract {
  @TempDir static Path data;

  Product product;
  long accepted;

  long accepted() {
    return accepted;
  }

  /** Starts the product that is tested. */
  abstract Product newProduct(Path folder) throws Exception;

  @BeforeAll
  void start() throws Exception {
    product = newProduct(data);
  }

  @AfterAll
  void stop() {
    if (product != null) {
      product.close();
    }
  }

  @Test
  @Order(1)
  void anIncidentGivesEvidenceWithCitationsThatOpen() throws Exception {
    for (int broker = 1; broker <= 3; broker++) {
      String source = "kafka" + broker + "/logs/server.log";
      for (int minute = 0; minute < 30; minute++) {
        line(
            source,
            "[2026-03-04 10:%02d:01,000] INFO Rolled new log segment for 'orders-%d' in 1 ms. (log.Log)"
                .formatted(minute, minute));
      }
      if (broker != 2) {
        line(
            source,
            "[2026-03-04 10:17:40,500] WARN [ReplicaFetcher-0-2] Error in fetch from broker 2"
                + " (server.ReplicaFetcher)");
        line(
            source,
            "java.io.IOException: Connection to 2 was disconnected before the response was read");
        line(source, "\tat client.NetworkClient.blockingSendAndReceive(NetworkClient.java:87)");
      }
    }
    JsonNode total = product.awaitProcessed(accepted);
    assertThat(total.path("quarantined").asLong()).isZero();

    JsonNode answer =
        product
            .api
            .post(
                "/api/v1/questions",
                Map.of("question", "which broker was lost around 10:17 on 2026-03-04?"))
            .json();

    assertThat(answer.path("mode").asString()).isEqualTo("extractive");
    Set<String> sources = new HashSet<>();
    for (JsonNode hit : answer.path("evidence")) {
      if (hit.path("text").asString().contains("Connection to 2 was disconnected")) {
        sources.add(hit.path("source").asString());
        assertThat(hit.path("firstAt").asString()).startsWith("2026-03-04T10:17:40");
      }
      assertOpens(hit);
    }
    assertThat(sources)
        .containsExactlyInAnyOrder("kafka1/logs/server.log", "kafka3/logs/server.log");
    assertThat(answer.path("timeline")).isNotEmpty();
  }

  @Test
  @Order(2)
  void linesWithoutKeysAreFoundByTheirTopic() throws Exception {
    line(null, "2026-03-05T08:00:00Z ERROR turbine overheated in hall nine");
    product.awaitProcessed(accepted);

    JsonNode hit = search(Map.of("query", "turbine overheated")).get(0);

    assertThat(hit.path("text").asString()).contains("turbine overheated");
    assertThat(hit.path("source").asString()).isEqualTo(Product.RAW_LOGS);
    assertOpens(hit);
  }

  @Test
  @Order(3)
  void jsonEventsStayJsonEvents() throws Exception {
    String event =
        "{\"@timestamp\":\"2026-03-06T09:00:00Z\",\"level\":\"error\",\"message\":\"dispatch"
            + " refused for jane.roe@mail.example.com\","
            + "\"http\":{\"status\":502,\"ok\":false,\"ip\":\"198.51.100.77\"},\"log\":{\"file\":{\"path\":\"/srv/dispatch/app.log\"}},\"tags\":[\"a\",null,1.50]}";
    line(null, event);
    product.awaitProcessed(accepted);

    List<ConsumerRecord<byte[], byte[]>> clean = product.readAll("faultmaven.logs.clean");
    JsonNode out = new JsonMapper().readTree(clean.getLast().value());
    JsonNode in = new JsonMapper().readTree(event);
    assertThat(fieldNames(out)).isEqualTo(fieldNames(in));
    assertThat(out.path("http").path("status").asInt()).isEqualTo(502);
    assertThat(out.path("http").path("ip").asString()).startsWith("<IP_ADDRESS_");
    assertThat(out.path("message").asString()).startsWith("dispatch refused for <EMAIL_ADDRESS_");
    assertThat(new String(clean.getLast().value(), UTF_8)).contains("1.50");
    JsonNode hit = search(Map.of("query", "dispatch refused")).get(0);
    assertThat(hit.path("source").asString()).isEqualTo("/srv/dispatch/app.log");
    assertThat(hit.path("firstAt").asString()).startsWith("2026-03-06T09:00:00");
    assertOpens(hit);
  }

  @Test
  @Order(4)
  void aDocumentIsFollowedFoundAndForgotten() throws Exception {
    Api.Answer upload =
        product.api.upload(
            "/api/v1/documents",
            "runbook.md",
            "text/markdown",
            "# Zeppelin runbook\n\nWhen the zeppelin loses gas, call the hangar and vent ballast.\n"
                .getBytes(UTF_8));
    accepted++;
    assertThat(upload.status()).isEqualTo(202);
    String id = upload.json().path("documentId").asString();
    product.awaitProcessed(accepted);

    JsonNode status = product.api.get("/api/v1/documents/" + id).json();
    assertThat(status.path("status").asString()).isEqualTo("indexed");
    JsonNode hit = search(Map.of("query", "what to do when the zeppelin loses gas")).get(0);
    assertThat(hit.path("documentId").asString()).isEqualTo(id);
    assertOpens(hit);

    assertThat(product.api.delete("/api/v1/documents/" + id).status()).isEqualTo(202);
    awaitStatus(id, "deleted");
    JsonNode total = product.awaitProcessed(accepted);
    assertThat(total.path("deleted").asLong()).isEqualTo(1);
    for (JsonNode left : search(Map.of("query", "zeppelin loses gas"))) {
      assertThat(left.path("text").asString()).doesNotContain("zeppelin");
    }
    assertThat(product.api.get(relative(hit.path("citation").path("url").asString())).status())
        .isEqualTo(410);
  }

  @Test
  @Order(5)
  void badInputGetsAClearAnswerOrAQuarantineEntryAndThePipelineGoesOn() throws Exception {
    long quarantinedBefore = product.awaitProcessed(accepted).path("quarantined").asLong();
    var png = new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13};
    raw("a".getBytes(UTF_8), null);
    raw(null, new byte[] {'o', 'k', ' ', (byte) 0xff, (byte) 0xfe});
    raw(null, png);
    raw(null, "x".repeat(5 << 20).getBytes(UTF_8));
    raw(null, "{\"message\":\"cut off in the mid".getBytes(UTF_8));
    line(null, "2026-03-07T10:00:00Z the pipeline went on regardless");
    JsonNode total = product.awaitProcessed(accepted);

    assertThat(total.path("quarantined").asLong() - quarantinedBefore).isEqualTo(4);
    List<String> reasons = new ArrayList<>();
    for (JsonNode letter : items(product.api.get("/api/v1/deadletters").json())) {
      reasons.add(letter.path("reason").asString());
      assertThat(letter.path("advice").asString()).isNotBlank();
    }
    assertThat(reasons).contains("NO_VALUE", "NOT_UTF8", "NOT_TEXT", "TOO_LARGE");
    assertThat(
            search(Map.of("query", "pipeline went on regardless")).get(0).path("text").asString())
        .contains("regardless");

    assertRefused(413, upload("big.txt", "text/plain", "y".repeat(70 << 20).getBytes(UTF_8)));
    assertRefused(400, upload("empty.txt", "text/plain", new byte[0]));
    assertRefused(400, upload("bad.txt", "text/plain", new byte[] {'a', (byte) 0xc3}));
    assertRefused(415, upload("shot.png", "image/png", png));
    assertRefused(
        400,
        product.api.post("/api/v1/documents", "application/json", "{\"text\":".getBytes(UTF_8)));
    assertRefused(
        415, product.api.post("/api/v1/documents", "application/x-thing", "a".getBytes(UTF_8)));
    assertRefused(404, product.api.get("/api/v1/documents/" + "a".repeat(52)));
    assertRefused(400, product.api.post("/api/v1/search", Map.of("query", "x", "mode", "psychic")));
    assertRefused(400, product.api.post("/api/v1/questions", Map.of("question", " ")));
    product.awaitProcessed(accepted);
  }

  @Test
  @Order(8)
  void anAssistantSearchesOpensAsksAndCallsTools() throws Exception {
    List<String> tools = new ArrayList<>();
    for (JsonNode tool : product.api.mcp("tools/list", Map.of()).path("result").path("tools")) {
      tools.add(tool.path("name").asString());
      assertThat(tool.path("annotations").path("readOnlyHint").asBoolean())
          .isEqualTo(!tool.path("name").asString().equals("call_tool"));
      assertThat(tool.path("outputSchema").path("type").asString()).isEqualTo("object");
    }
    assertThat(tools)
        .contains("search", "open_citation", "ask", "document_status", "list_tools", "call_tool");

    JsonNode hit =
        called(
                "search",
                Map.of("query", "turbine overheated for joan@mail.example.com", "limit", 3))
            .path("hits")
            .get(0);
    String url = hit.path("citation").path("url").asString();
    assertThat(called("open_citation", Map.of("url", url)).path("lines").get(0).asString())
        .contains("turbine overheated");
    assertThat(
            called("ask", Map.of("question", "did the turbine overheat?")).path("mode").asString())
        .isEqualTo("extractive");
    JsonNode answer =
        called(
            "call_tool",
            Map.of("name", "knowledge_base", "arguments", Map.of("query", "turbine overheated")));
    assertThat(answer.path("result").toString()).contains("turbine overheated");

    for (Map<String, ?> wrong :
        List.of(
            Map.of("name", "open_citation", "arguments", Map.of("url", "https://example.com/x")),
            Map.of("name", "document_status", "arguments", Map.of("documentId", "none")),
            Map.of("name", "search", "arguments", Map.of("query", " ")))) {
      JsonNode refused = product.api.mcp("tools/call", wrong).path("result");
      assertThat(refused.path("isError").asBoolean()).as(wrong.toString()).isTrue();
      assertThat(refused.path("content").get(0).path("text").asString()).isNotBlank();
    }
  }

  private JsonNode called(String tool, Map<String, ?> arguments) throws Exception {
    JsonNode result =
        product.api.mcp("tools/call", Map.of("name", tool, "arguments", arguments)).path("result");
    assertThat(result.path("isError").asBoolean()).as(result.toString()).isFalse();
    return result.path("structuredContent");
  }

  @Test
  @Order(7)
  void aSessionKeepsItsTurnsAndUploadsAndIsResumed() throws Exception {
    JsonNode begun = product.api.post("/api/v1/sessions", Map.of("clientId", "the console")).json();
    String id = begun.path("sessionId").asString();
    String session = "/api/v1/sessions/" + id;
    Api.Answer upload =
        product.api.post(
            "/api/v1/documents",
            Map.of(
                "title", "Cable car notes",
                "text", "The cable car stops when the wind is above fifty knots.",
                "sessionId", id));
    accepted++;
    assertThat(upload.status()).isEqualTo(202);
    product.awaitProcessed(accepted);

    Api.Answer asked =
        product.api.post(
            session + "/questions",
            Map.of("question", "why did the cable car stop, asks joan.doe@mail.example.com"));
    assertThat(asked.status()).isEqualTo(200);
    List<String> documents = new ArrayList<>();
    for (JsonNode hit : asked.json().path("evidence")) {
      if (hit.has("documentId")) {
        documents.add(hit.path("text").asString());
      }
    }
    assertThat(documents.getFirst()).contains("fifty knots");

    JsonNode resumed =
        product.api.post("/api/v1/sessions", Map.of("clientId", "the console")).json();
    assertThat(resumed.path("sessionId").asString()).isEqualTo(id);
    assertThat(resumed.path("dataUploads").get(0).asString())
        .isEqualTo(upload.json().path("documentId").asString());
    JsonNode turn = resumed.path("investigationHistory").get(0);
    assertThat(turn.path("question").asString()).contains("<EMAIL_ADDRESS_");
    assertOpens(turn.path("answer").path("evidence").get(0));
    assertThat(product.api.get("/api/v1/sessions").json().path("sessions")).hasSize(1);

    assertThat(product.api.delete(session).status()).isEqualTo(204);
    assertRefused(404, product.api.get(session));
    assertRefused(
        404, product.api.post("/api/v1/documents", Map.of("text", "late", "sessionId", id)));
    product.awaitProcessed(accepted);
  }

  @Test
  @Order(6)
  void whatIsSanitisedIsCountedInCodePoints() throws Exception {
    JsonNode answer =
        product
            .api
            .post("/api/v1/sanitize", Map.of("text", "\uD83D\uDE00\uD83D\uDE00 10.1.2.3 is away"))
            .json();

    assertThat(answer.path("text").asString()).startsWith("\uD83D\uDE00\uD83D\uDE00 <IP_ADDRESS_");
    assertThat(answer.path("spans").get(0).path("start").asInt()).isEqualTo(3);
    assertThat(answer.path("spans").get(0).path("end").asInt()).isEqualTo(11);
  }

  void line(String key, String line) {
    product.produce(key, line);
    accepted++;
  }

  private void raw(byte[] key, byte[] value) {
    product.produce(Product.RAW_LOGS, key, value);
    accepted++;
  }

  private Api.Answer upload(String name, String type, byte[] content) throws Exception {
    return product.api.upload("/api/v1/documents", name, type, content);
  }

  JsonNode search(Map<String, ?> request) throws Exception {
    return product.api.post("/api/v1/search", request).json().path("hits");
  }

  private void awaitStatus(String id, String status) throws Exception {
    long deadline = System.nanoTime() + 60_000_000_000L;
    String seen = "";
    while (!seen.equals(status)) {
      assertThat(System.nanoTime())
          .as("deadline of %s, still %s", status, seen)
          .isLessThan(deadline);
      seen = product.api.get("/api/v1/documents/" + id).json().path("status").asString();
      Waiting.aMoment();
    }
  }

  /** The citation opens, and what it opens hashes to what it says. */
  private void assertOpens(JsonNode hit) throws Exception {
    JsonNode citation = hit.path("citation");
    Api.Answer opened = product.api.get(relative(citation.path("url").asString()));
    assertThat(opened.status()).as(opened.text()).isEqualTo(200);
    var lines = new ArrayList<String>();
    opened.json().path("lines").forEach(line -> lines.add(line.asString()));
    assertThat(lines).isNotEmpty();
    byte[] hash =
        java.security.MessageDigest.getInstance("SHA-256")
            .digest(String.join("\n", lines).getBytes(UTF_8));
    assertThat(java.util.HexFormat.of().formatHex(hash))
        .isEqualTo(citation.path("sha256").asString());
  }

  private static String relative(String url) {
    URI uri = URI.create(url);
    return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
  }

  private static void assertRefused(int status, Api.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.json().path("detail").asString()).as("what to do").isNotBlank();
  }

  private static JsonNode items(JsonNode page) {
    return page.isArray() ? page : page.path("items");
  }

  private static List<String> fieldNames(JsonNode node) {
    return List.copyOf(node.propertyNames());
  }
}
