package org.faultmaven.standalone.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.faultmaven.adapters.presidio.server.PresidioServer;
import org.faultmaven.adapters.server.ChromaServer;
import org.faultmaven.adapters.server.RedisServer;
import org.faultmaven.standalone.product.Api;
import org.faultmaven.standalone.product.Product;
import org.faultmaven.standalone.product.Waiting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Three processes on real backends, and a broker that is not theirs: the suite of the embedded run,
 * and then each backend away in the middle.
 */
class ServicesIT extends EndToEndContract {
  private static final long PATIENCE_NANOS = Duration.ofSeconds(90).toNanos();

  private final ChromaServer chroma = ChromaServer.start();
  private final RedisServer redis = RedisServer.start();
  private final PresidioServer presidio = PresidioServer.start();

  private interface Condition {
    boolean holds() throws Exception;
  }

  @Override
  Product newProduct(Path folder) throws Exception {
    return Product.services(
        folder,
        "--chromadb.url=" + chroma.url(),
        "--presidio.analyzer-url=" + presidio.url(),
        "--redis.host=127.0.0.1",
        "--redis.port=" + redis.port());
  }

  @AfterAll
  void stopBackends() {
    presidio.close();
    redis.close();
    chroma.close();
  }

  @Test
  @Order(20)
  void whileChromaIsAwayIndexingWaitsAndWordsAreSearched() throws Exception {
    chroma.stop();
    await("the store is said to be away", () -> health("vectorStore").equals("DEGRADED"));
    line("app", "2026-03-08T10:00:00Z ERROR kestrel landed while the store was away");
    await("it is in flight", () -> total().path("inFlight").asLong() > 0);
    // Over several tries: what failed once must come again with what came since.
    for (int i = 1; i <= 20; i++) {
      int already = i;
      line("app", "2026-03-08T10:00:%02dZ WARN kestrel circled".formatted(i));
      await("it is in flight too", () -> total().path("inFlight").asLong() > already);
    }

    JsonNode answer =
        product.api.post("/api/v1/search", Map.of("query", "turbine overheated")).json();

    assertThat(answer.path("degraded").asString()).contains("vector store");
    assertThat(answer.path("hits").get(0).path("text").asString()).contains("turbine overheated");
    assertAlive();
    chroma.startAgain();
    product.awaitProcessed(accepted());
    assertThat(search(Map.of("query", "kestrel landed")).get(0).path("text").asString())
        .contains("kestrel landed");
    await("it is back", () -> health("vectorStore").equals("UP"));
  }

  @Test
  @Order(21)
  void whilePresidioIsAwayNothingPassesAndQuestionsAreStillAnswered() throws Exception {
    presidio.stop();
    await("the sanitiser is said to be away", () -> health("sanitizer").equals("DEGRADED"));
    int before = product.readAll("faultmaven.logs.clean").size();
    line("app", "2026-03-09T10:00:00Z WARN heron circled over Katarzyna Nowak of Gdansk");
    await(
        "it waits", () -> total().path("waiting").asLong() + total().path("inFlight").asLong() > 0);

    assertThat(product.api.post("/api/v1/sanitize", Map.of("text", "a text")).status())
        .isEqualTo(503);
    assertThat(
            product
                .api
                .post("/api/v1/questions", Map.of("question", "did the turbine overheat?"))
                .status())
        .isEqualTo(200);
    String session = beginSession();
    Api.Answer refused =
        product.api.post(session + "/questions", Map.of("question", "did the turbine overheat?"));
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.json().path("detail").asString()).contains("POST /api/v1/questions");
    assertThat(product.api.get(session).json().path("investigationHistory")).isEmpty();
    assertThat(product.readAll("faultmaven.logs.clean")).hasSize(before);
    assertAlive();
    presidio.restart();
    JsonNode total = product.awaitProcessed(accepted());
    assertThat(search(Map.of("query", "heron circled")).get(0).path("text").asString())
        .contains("heron circled")
        .doesNotContain("Katarzyna");
    assertThat(total.path("quarantined").asLong()).as("outages are no reason").isEqualTo(4);
    assertThat(
            product.readAll("faultmaven.logs.clean").stream()
                .map(record -> new String(record.value(), UTF_8)))
        .noneMatch(line -> line.contains("Katarzyna"));
  }

  @Test
  @Order(22)
  void whileRedisIsAwaySearchAndQuestionsGoOn() throws Exception {
    String session = beginSession();
    redis.stop();
    await("it is said to be away", () -> health("sessionStore").equals("DEGRADED"));

    assertThat(search(Map.of("query", "turbine overheated"))).isNotEmpty();
    assertThat(
            product
                .api
                .post("/api/v1/questions", Map.of("question", "did the turbine overheat?"))
                .status())
        .isEqualTo(200);
    assertThat(product.api.get("/actuator/health/readiness").status())
        .as("degraded is not unready")
        .isEqualTo(200);
    assertAlive();
    for (Api.Answer refused :
        List.of(
            product.api.get(session),
            product.api.post("/api/v1/sessions", Map.of()),
            product.api.post(session + "/questions", Map.of("question", "why?")))) {
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.json().path("detail").asString()).contains("REDIS_HOST");
    }
    redis.startAgain();
    await("it is back", () -> health("sessionStore").equals("UP"));
    assertThat(product.api.get(session).status()).isEqualTo(200);
  }

  private String beginSession() throws Exception {
    JsonNode begun = product.api.post("/api/v1/sessions", Map.of()).json();
    return "/api/v1/sessions/" + begun.path("sessionId").asString();
  }

  private JsonNode total() throws Exception {
    return product.api.get("/api/v1/ledger").json().path("total");
  }

  private String health(String component) throws Exception {
    return product
        .api
        .get("/actuator/health")
        .json()
        .path("components")
        .path(component)
        .path("status")
        .asString();
  }

  private void assertAlive() throws Exception {
    assertThat(product.api.get("/actuator/health/liveness").status()).isEqualTo(200);
    assertThat(List.of("UP", "DEGRADED"))
        .contains(product.api.get("/actuator/health").json().path("status").asString());
  }

  private static void await(String what, Condition condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("deadline of: %s", what).isLessThan(deadline);
      Waiting.aMoment();
    }
  }
}
