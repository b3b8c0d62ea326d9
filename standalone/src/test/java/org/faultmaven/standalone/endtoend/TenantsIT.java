package org.faultmaven.standalone.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.faultmaven.contracts.port.ITool;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.tool.ToolDescription;
import org.faultmaven.contracts.tool.ToolHost;
import org.faultmaven.contracts.tool.ToolHostSettings;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.standalone.product.Api;
import org.faultmaven.standalone.product.Keys;
import org.faultmaven.standalone.product.Product;
import org.faultmaven.standalone.product.Waiting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Two tenants with equal content, and a first one with none: what is one's is nobody else's, by any
 * way in.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantsIT {
  private static final Tenant ACME = new Tenant("acme");
  private static final Tenant GLOBEX = new Tenant("globex");
  private static final String LINE =
      "2026-01-05T10:00:00Z ERROR pump %d stopped: pressure valve jammed";
  private static final String TEXT = "The pressure valve jams when the water is colder than 4 C.";
  private static final int LINES = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private Product product;
  private Api first;
  private Api acme;
  private Api globex;
  private String acmeDocument;
  private String acmeSession;
  private String acmeCitation;
  private ToolHost tool;

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    product = Product.start(data, "--access.required=true", "--application.tenants=acme,globex");
    var keys = new Keys(product.bootstrapServers());
    first = product.api.as(keys.create("first", "default", "admin"));
    acme = product.api.as(keys.create("acme", "acme", "admin"));
    globex = product.api.as(keys.create("globex", "globex", "admin"));
    await(() -> first.get("/api/v1/ledger").status() == 200);
    await(() -> globex.get("/api/v1/ledger").status() == 200);
    for (Tenant tenant : List.of(ACME, GLOBEX)) {
      for (int line = 0; line < LINES; line++) {
        product.produce(
            "faultmaven." + tenant + ".logs.raw",
            "pumps".getBytes(UTF_8),
            LINE.formatted(line).getBytes(UTF_8));
      }
    }
    acmeDocument = upload(acme);
    upload(globex);
    for (Api each : List.of(acme, globex)) {
      await(() -> total(each).path("indexed").asLong() == LINES + 1);
      await(() -> hits(each).size() > 1);
    }
    acmeCitation = hits(acme).get(0).path("citation").path("url").asString();
    acmeSession =
        acme.post("/api/v1/sessions", Map.of("clientId", "console"))
            .json()
            .path("sessionId")
            .asString();
    tool =
        ToolHost.start(
            new Gauge(),
            ToolHostSettings.of(
                Map.of("bootstrap.servers", product.bootstrapServers()),
                new Topics("faultmaven.acme.", ACME, List.of()),
                "pump team"));
    await(() -> acme.get("/api/v1/tools/gauge").status() == 200);
  }

  @AfterAll
  void stop() {
    tool.close();
    product.close();
  }

  @Test
  void equalContentIsCountedAndFoundForEachByItself() throws Exception {
    assertThat(total(acme).path("accepted").asLong()).isEqualTo(LINES + 1);
    assertThat(total(globex).path("accepted").asLong()).isEqualTo(LINES + 1);
    assertThat(total(first).path("accepted").asLong()).isZero();
    assertThat(hits(first)).isEmpty();
    List<String> ids = ids(hits(acme));
    assertThat(ids).isNotEmpty().doesNotContainAnyElementsOf(ids(hits(globex)));
    assertThat(
            acme.post("/api/v1/questions", Map.of("question", "why did the pump stop?"))
                .json()
                .path("evidence"))
        .isNotEmpty();
    assertThat(
            first
                .post("/api/v1/questions", Map.of("question", "why did the pump stop?"))
                .json()
                .path("evidence"))
        .isEmpty();
  }

  @Test
  void aDocumentIsOfItsTenant() throws Exception {
    String path = "/api/v1/documents/" + acmeDocument;

    assertThat(acme.get(path).status()).isEqualTo(200);
    for (Api other : List.of(first, globex)) {
      assertThat(other.get(path).status()).isEqualTo(404);
      assertThat(other.delete(path).status()).isEqualTo(404);
      assertThat(other.get("/api/v1/documents").text()).doesNotContain(acmeDocument);
    }
    assertThat(acme.get(path).json().path("status").asString()).isEqualTo("indexed");
  }

  @Test
  void aCitationIsOfItsTenant() throws Exception {
    String path = acmeCitation.substring(acmeCitation.indexOf("/api/"));

    assertThat(acme.get(path).status()).isEqualTo(200);
    for (Api other : List.of(first, globex)) {
      assertThat(other.get(path).status()).isEqualTo(404);
    }
  }

  @Test
  void aSessionIsOfItsTenant() throws Exception {
    String path = "/api/v1/sessions/" + acmeSession;

    assertThat(acme.get(path).status()).isEqualTo(200);
    for (Api other : List.of(first, globex)) {
      assertThat(other.get(path).status()).isEqualTo(404);
      assertThat(other.post(path + "/heartbeat", Map.of()).status()).isEqualTo(404);
      assertThat(other.post(path + "/questions", Map.of("question", "why?")).status())
          .isEqualTo(404);
      assertThat(other.delete(path).status()).isEqualTo(404);
      assertThat(other.get("/api/v1/sessions").text()).doesNotContain(acmeSession);
      assertThat(
              other
                  .post("/api/v1/documents", Map.of("text", "a note", "sessionId", acmeSession))
                  .status())
          .isEqualTo(404);
      // The client's own id is not enough either.
      assertThat(
              other
                  .post("/api/v1/sessions", Map.of("clientId", "console"))
                  .json()
                  .path("sessionId"))
          .extracting(JsonNode::asString)
          .isNotEqualTo(acmeSession);
    }
    assertThat(acme.get(path).status()).isEqualTo(200);
  }

  @Test
  void aToolIsOfItsTenant() throws Exception {
    assertThat(acme.post("/api/v1/tools/gauge/invocations", Map.of("arguments", Map.of())).status())
        .isEqualTo(200);
    for (Api other : List.of(first, globex)) {
      assertThat(other.get("/api/v1/tools/gauge").status()).isEqualTo(404);
      assertThat(other.get("/api/v1/tools").text()).doesNotContain("gauge");
      assertThat(
              other.post("/api/v1/tools/gauge/invocations", Map.of("arguments", Map.of())).status())
          .isEqualTo(404);
    }
  }

  @Test
  void anAssistantIsOfItsTenant() throws Exception {
    assertThat(mcp(acme, "search", Map.of("query", "pressure valve")).toString()).contains("valve");
    assertThat(mcp(acme, "list_tools", Map.of()).toString()).contains("gauge");
    for (Api other : List.of(first, globex)) {
      assertThat(mcp(other, "list_tools", Map.of()).toString()).doesNotContain("gauge");
      assertThat(failed(other, "open_citation", Map.of("url", acmeCitation))).isTrue();
      assertThat(failed(other, "document_status", Map.of("documentId", acmeDocument))).isTrue();
      assertThat(failed(other, "call_tool", Map.of("name", "gauge", "arguments", Map.of())))
          .isTrue();
    }
    assertThat(mcp(first, "search", Map.of("query", "pressure valve")).path("hits")).isEmpty();
  }

  @Test
  void aDeadLetterIsOfItsTenant() throws Exception {
    product.produce("faultmaven.acme.logs.raw", null, null);
    await(() -> !acme.get("/api/v1/deadletters").json().path("items").isEmpty());
    String id = acme.get("/api/v1/deadletters").json().path("items").get(0).path("id").asString();

    for (Api other : List.of(first, globex)) {
      assertThat(other.get("/api/v1/deadletters").json().path("items")).isEmpty();
      assertThat(other.post("/api/v1/deadletters/" + id + "/replay", Map.of()).status())
          .isEqualTo(404);
    }
  }

  @Test
  void aRoleHoldsForMcpTooAndARevokedKeyEnds() throws Exception {
    var keys = new Keys(product.bootstrapServers());
    String text = keys.create("reader", "acme", "read");
    Api reader = product.api.as(text);
    await(() -> reader.get("/api/v1/ledger").status() == 200);

    assertThat(reader.get("/api/v1/deadletters").status()).isEqualTo(403);
    assertThat(reader.post("/api/v1/documents", Map.of("text", "a note")).status()).isEqualTo(403);
    assertThat(mcp(reader, "search", Map.of("query", "valve")).path("hits")).isNotEmpty();
    assertThat(failed(reader, "call_tool", Map.of("name", "gauge", "arguments", Map.of())))
        .isTrue();
    assertThat(reader.get("/actuator/prometheus").status()).isEqualTo(403);
    assertThat(first.get("/actuator/prometheus").text())
        .contains("tenant=\"acme\"")
        .contains("tenant=\"default\"");

    keys.revoke(keys.idOf("reader"));

    await(() -> reader.get("/api/v1/ledger").status() == 401);
  }

  @Test
  void withoutAKeyNothingIsSaid() throws Exception {
    for (String path :
        List.of("/api/v1/ledger", "/api/v1/tools", "/actuator/health", "/mcp", "/anything")) {
      assertThat(product.api.get(path).status()).as(path).isEqualTo(401);
    }
    Api.Answer live = product.api.get("/actuator/health/liveness");
    assertThat(live.status()).isEqualTo(200);
    Api.Answer ready = product.api.get("/actuator/health/readiness");
    assertThat(ready.text()).doesNotContain("latency").doesNotContain("acme");
    assertThat(first.get("/actuator/health/readiness").text()).contains("latencyMs", "acme-");
  }

  private static String upload(Api api) throws Exception {
    return api.post("/api/v1/documents", Map.of("title", "Valves", "text", TEXT))
        .json()
        .path("documentId")
        .asString();
  }

  private static JsonNode total(Api api) throws Exception {
    return api.get("/api/v1/ledger").json().path("total");
  }

  private static JsonNode hits(Api api) throws Exception {
    return api.post("/api/v1/search", Map.of("query", "pressure valve", "limit", 20))
        .json()
        .path("hits");
  }

  private static List<String> ids(JsonNode hits) {
    var ids = new ArrayList<String>();
    hits.forEach(hit -> ids.add(hit.path("id").asString()));
    return ids;
  }

  private static JsonNode mcp(Api api, String tool, Map<String, ?> arguments) throws Exception {
    return result(api, tool, arguments).path("structuredContent");
  }

  private static boolean failed(Api api, String tool, Map<String, ?> arguments) throws Exception {
    return result(api, tool, arguments).path("isError").asBoolean();
  }

  private static JsonNode result(Api api, String tool, Map<String, ?> arguments) throws Exception {
    return api.mcp("tools/call", Map.of("name", tool, "arguments", arguments)).path("result");
  }

  /** A condition that may take a moment. */
  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("within " + PATIENCE).isLessThan(deadline);
      Waiting.aMoment();
    }
  }

  /** A tool of one tenant. */
  private static final class Gauge implements ITool {
    @Override
    public ToolDescription describe() {
      return new ToolDescription(
          "gauge", "Reads a gauge.", "{\"type\":\"object\",\"properties\":{}}", true);
    }

    @Override
    public String call(Tenant tenant, String arguments, Instant deadline) {
      return "{\"bar\":7}";
    }
  }
}
