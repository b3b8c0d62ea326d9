package org.faultmaven.standalone.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.faultmaven.contracts.topic.TopicUser;
import org.faultmaven.ingest.IngestServiceConfiguration;
import org.faultmaven.query.QueryServiceConfiguration;
import org.faultmaven.runtime.ServiceProcess;
import org.faultmaven.runtime.access.Permissions;
import org.faultmaven.runtime.access.Role;
import org.faultmaven.standalone.server.ApiCaller.Reply;
import org.faultmaven.standalone.server.ApiDescription.Operation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The description of the API against the running product: it says all, and what it says is so. */
class ApiDescriptionIT {
  private static final String QUESTION = "{\"question\":\"why did checkout fail?\"}";
  private static final String NOBODY = "aaaabbbbccccddddeeeeffffgggghhhhiiiijjjjkkkkllllmmmm";

  @TempDir private static Path data;
  private static ApiUnderTest running;
  private static ApiCaller api;

  @BeforeAll
  static void start() throws Exception {
    running = ApiUnderTest.start(data);
    api = running.api();
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void everyMappingIsDescribedAndEveryDescriptionMapped() {
    assertThat(names(api))
        .containsExactlyInAnyOrderElementsOf(
            mapped(running.standalone().part(DispatcherServlet.class)))
        .hasSizeGreaterThan(15);
  }

  @Test
  void everyOperationNamesItsRole() {
    // What is named nowhere needs the highest.
    for (Operation operation : api.description().operations()) {
      String path = operation.path().replaceAll("\\{[^}]+}", "x");
      assertThat(Permissions.needed(operation.method(), path) == Role.ADMIN)
          .as(operation.name())
          .isEqualTo(path.startsWith("/api/v1/deadletters"));
    }
  }

  @Test
  void servicesThatRunApartDescribeThemselves() throws Exception {
    try (var query = apart(QueryServiceConfiguration.class, TopicUser.QUERY);
        var ingest = apart(IngestServiceConfiguration.class, TopicUser.INGEST);
        var queryApi = new ApiCaller(URI.create("http://localhost:" + query.port()));
        var ingestApi = new ApiCaller(URI.create("http://localhost:" + ingest.port()))) {
      assertThat(names(queryApi))
          .containsExactlyInAnyOrderElementsOf(mapped(query.part(DispatcherServlet.class)))
          .contains("POST /api/v1/questions");
      assertThat(names(ingestApi))
          .containsExactlyInAnyOrderElementsOf(mapped(ingest.part(DispatcherServlet.class)))
          .contains("POST /api/v1/documents");
    }
  }

  /** On topics of its own, and without its backends. */
  private static ServiceProcess apart(Class<?> service, TopicUser user) {
    return ServiceProcess.start(
        service,
        user,
        List.of(
            "--kafka.bootstrap-servers=" + running.standalone().bootstrapServers(),
            "--kafka.topic-prefix=apart.",
            "--server.port=0",
            "--application.data-directory=" + data.resolve("apart-" + user),
            "--chromadb.url=http://127.0.0.1:1",
            "--sanitizer.pseudonym-key=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="));
  }

  private static List<String> names(ApiCaller of) {
    return of.description().operations().stream().map(Operation::name).toList();
  }

  private static Set<String> mapped(DispatcherServlet servlet) {
    var mapped = new TreeSet<String>();
    for (var mapping : servlet.getHandlerMappings()) {
      if (mapping instanceof RequestMappingHandlerMapping controllers) {
        for (var info : controllers.getHandlerMethods().keySet()) {
          for (String path : info.getPatternValues()) {
            info.getMethodsCondition().getMethods().stream()
                .filter(_ -> path.startsWith("/api/"))
                .forEach(method -> mapped.add(method + " " + path));
          }
        }
      }
    }
    return mapped;
  }

  @Test
  void operationsHaveNamesOfTheirOwnAndExamplesThatFit() {
    ApiDescription description = api.description();
    assertThat(description.document().path("openapi").stringValue()).isEqualTo("3.1.0");
    assertThat(description.document().path("info").path("title").stringValue())
        .isEqualTo("FaultMaven");
    var names = new ArrayList<String>();
    for (Operation operation : description.operations()) {
      JsonNode node = operation.node();
      names.add(node.path("operationId").stringValue());
      assertThat(node.path("summary").asString("")).as(operation.name()).isNotBlank();
      int examples = examples(node.path("requestBody").path("content"));
      for (JsonNode response : node.path("responses")) {
        examples += examples(description.resolved(response).path("content"));
        examples += parameters(description.resolved(response).path("headers"));
      }
      examples += parameters(node.path("parameters"));
      assertThat(examples).as("examples of %s", operation.name()).isPositive();
    }
    assertThat(names).doesNotHaveDuplicates();
  }

  private static int examples(JsonNode content) {
    int examples = 0;
    for (JsonNode media : content) {
      for (JsonNode example : media.path("examples")) {
        fits(media.path("schema"), example.path("value"));
        examples++;
      }
    }
    return examples;
  }

  private static int parameters(JsonNode parameters) {
    int examples = 0;
    for (JsonNode each : parameters) {
      JsonNode parameter = api.description().resolved(each);
      fits(parameter.path("schema"), parameter.path("example"));
      examples++;
    }
    return examples;
  }

  private static void fits(JsonNode schema, JsonNode example) {
    assertThat(example.isMissingNode()).as("no example of %s", schema).isFalse();
    assertThat(api.description().problems(schema, example)).as("%s", example).isEmpty();
  }

  @Test
  void answersAreAsDescribed() throws Exception {
    questions();
    sessions();
    documents();
    tools();
    deadLetters();
    api.get("/api/v1/ledger");

    var expected = new TreeSet<String>();
    for (Operation operation : api.description().operations()) {
      for (var response : operation.node().path("responses").properties()) {
        if (response.getKey().startsWith("2")) {
          JsonNode content = response.getValue().path("content");
          List<String> types =
              content.isEmpty()
                  ? List.of("none")
                  : content.properties().stream().map(Map.Entry::getKey).toList();
          types.forEach(
              type -> expected.add(operation.name() + " " + response.getKey() + " " + type));
        }
      }
    }
    expected.remove("GET /api/v1/openapi.json 200 application/json");
    assertThat(api.seen()).as("every success was answered").containsAll(expected);
  }

  private static void questions() throws Exception {
    JsonNode found =
        ApiUnderTest.await(
            api,
            "/api/v1/documents",
            _ -> !search("{\"query\":\"connection refused\",\"limit\":1}").path("hits").isEmpty());
    assertThat(found).isNotNull();
    String url =
        search("{\"query\":\"connection refused\"}").at("/hits/0/citation/url").stringValue();
    assertThat(api.get(url).json().path("lines").get(0).stringValue()).contains("refused");
    assertThat(api.get(url.replaceFirst("sha256=.", "sha256=0")).status()).isIn(200, 410);
    assertThat(api.get(url.replaceFirst("sha256=\\w{64}", "sha256=" + "0".repeat(64))).status())
        .isEqualTo(410);
    assertThat(api.get(url.replaceFirst("logs.clean", "logs.raw")).status()).isEqualTo(404);
    assertThat(api.get(url.replaceFirst("lastOffset=\\d+", "lastOffset=x")).status())
        .isEqualTo(400);
    assertThat(api.post("/api/v1/questions", QUESTION).json().path("evidence")).isNotEmpty();
    Reply streamed = stream("/api/v1/questions");
    assertThat(streamed.text()).contains("event:evidence", "event:text", "event:answer");
    api.post("/api/v1/sanitize", "{\"text\":\"mail jane.doe@example.com\"}");
    api.post("/api/v1/sanitize", "{\"texts\":[\"a\",\"card 4111 1111 1111 1111\"]}");
    assertThat(api.post("/api/v1/sanitize", "{}").status()).isEqualTo(400);
    assertThat(api.post("/api/v1/search", " ".repeat(70_000)).status()).isEqualTo(413);
    assertThat(api.call("POST", "/api/v1/search", "x", "Content-Type", "text/plain").status())
        .isEqualTo(415);
    assertThat(api.call("GET", "/api/v1/ledger", null, "Accept", "image/png").status())
        .isEqualTo(406);
    assertThat(api.call("GET", "/api/v1/ledger", null, "Origin", "http://evil.example").status())
        .isEqualTo(403);
  }

  private static JsonNode search(String request) {
    try {
      return api.post("/api/v1/search", request).json();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Reply stream(String path) throws Exception {
    return api.call(
        "POST", path, QUESTION, "Content-Type", "application/json", "Accept", "text/event-stream");
  }

  private static void sessions() throws Exception {
    Reply begun = api.post("/api/v1/sessions", "{\"clientId\":\"console\"}");
    assertThat(begun.status()).isEqualTo(201);
    assertThat(api.post("/api/v1/sessions", "{\"clientId\":\"console\"}").status()).isEqualTo(200);
    String session = "/api/v1/sessions/" + begun.json().path("sessionId").stringValue();
    assertThat(begun.headers().firstValue("Location")).hasValue(session);
    api.post(session + "/questions", QUESTION);
    stream(session + "/questions");
    assertThat(api.get(session).json().path("investigationHistory")).hasSize(2);
    assertThat(api.get("/api/v1/sessions?limit=5").json().path("sessions")).isNotEmpty();
    assertThat(api.get("/api/v1/sessions?limit=0").status()).isEqualTo(400);
    api.call("POST", session + "/heartbeat", null);
    assertThat(api.call("DELETE", session, null).status()).isEqualTo(204);
    assertThat(api.get(session).status()).isEqualTo(404);
    assertThat(api.post(session + "/questions", QUESTION).status()).isEqualTo(404);
  }

  private static void documents() throws Exception {
    String session = api.post("/api/v1/sessions", "{}").json().path("sessionId").stringValue();
    Reply accepted =
        api.post(
            "/api/v1/documents",
            ApiCaller.json(
                Map.of(
                    "text",
                    "Restart redis first; ask jane.doe@example.com.",
                    "title",
                    "Runbook",
                    "labels",
                    Map.of("team", "storage"),
                    "sessionId",
                    session)));
    assertThat(accepted.status()).isEqualTo(202);
    String document = accepted.headers().firstValue("Location").orElseThrow();
    JsonNode indexed =
        ApiUnderTest.await(
            api, document, json -> json.path("status").stringValue().equals("indexed"));
    assertThat(indexed.path("coordinate").path("topic").stringValue()).contains("documents.clean");
    assertThat(indexed.path("entities").path("EMAIL_ADDRESS").intValue()).isEqualTo(1);
    assertThat(search("{\"query\":\"restart redis first\"}").toString()).contains("Runbook");
    assertThat(api.get("/api/v1/sessions/" + session).json().path("dataUploads")).hasSize(1);
    assertThat(api.get("/api/v1/documents?status=indexed&size=1").json().path("items")).hasSize(1);
    assertThat(api.get("/api/v1/documents?status=lost").status()).isEqualTo(400);
    assertThat(api.get("/api/v1/documents?page=-1").status()).isEqualTo(400);
    upload("a", "application/pdf", 415);
    upload("\0", "text/plain", 415);
    upload(" ", "text/plain", 400);
    upload("PK\u0003\u0004 cut off", "application/zip", 422);
    upload("first", "text/plain", 202);
    upload("second", "text/plain", 422);
    assertThat(api.call("DELETE", document, null).status()).isEqualTo(202);
    ApiUnderTest.await(api, document, json -> json.path("status").stringValue().equals("deleted"));
    assertThat(api.get("/api/v1/documents/" + NOBODY).status()).isEqualTo(404);
    assertThat(api.call("DELETE", "/api/v1/documents/none", null).status()).isEqualTo(404);
  }

  private static void upload(String body, String type, int status) throws Exception {
    Reply reply =
        api.call(
            "POST",
            "/api/v1/documents?title=t&labels=team=db",
            body,
            "Content-Type",
            type,
            "Idempotency-Key",
            "one key");
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
  }

  private static void tools() throws Exception {
    assertThat(api.get("/api/v1/tools").json().path("tools")).isNotEmpty();
    api.get("/api/v1/tools/log_timeline");
    assertThat(api.get("/api/v1/tools/none").status()).isEqualTo(404);
    assertThat(invoke("knowledge_base", "{\"query\":\"redis\"}", 200).path("result").isObject())
        .isTrue();
    invoke("knowledge_base", "{\"question\":\"redis\"}", 400);
    invoke("knowledge_base", "{\"query\":\"redis\",\"from\":\"yesterday\"}", 400);
    invoke("log_timeline", "{\"from\":\"then\",\"to\":\"now\"}", 400);
    invoke("log_context", "{\"topic\":\"none\",\"partition\":0,\"offset\":0}", 400);
    invoke(
        "log_context",
        "{\"topic\":\"faultmaven.logs.clean\",\"partition\":0,\"offset\":999999}",
        400);
    invoke("none", "{}", 404);
    for (int status : List.of(200, 409)) {
      String arguments = "{\"arguments\":{\"query\":\"asked for " + status + "\"}}";
      Reply reply =
          api.call(
              "POST",
              "/api/v1/tools/knowledge_base/invocations",
              arguments,
              "Content-Type",
              "application/json",
              "Idempotency-Key",
              "key");
      assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    }
  }

  private static JsonNode invoke(String tool, String arguments, int status) throws Exception {
    Reply reply =
        api.post(
            "/api/v1/tools/" + tool + "/invocations",
            "{\"arguments\":" + arguments + ",\"timeoutSeconds\":20}");
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    return reply.json();
  }

  private static void deadLetters() throws Exception {
    JsonNode letter =
        ApiUnderTest.await(api, "/api/v1/deadletters", json -> !json.path("items").isEmpty())
            .at("/items/0");
    String replay = letter.at("/links/replay").stringValue();
    assertThat(api.call("POST", replay, null).status()).isEqualTo(202);
    assertThat(api.call("POST", replay, null).status()).isEqualTo(409);
    assertThat(api.call("POST", "/api/v1/deadletters/none/replay", null).status()).isEqualTo(404);
    // It is refused once more, and listed anew.
    ApiUnderTest.await(api, "/api/v1/deadletters", json -> json.path("total").intValue() == 2);
  }
}
