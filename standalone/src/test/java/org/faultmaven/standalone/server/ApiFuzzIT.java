package org.faultmaven.standalone.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.faultmaven.standalone.server.ApiCaller.Reply;
import org.faultmaven.standalone.server.ApiDescription.Operation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests made from the API's description, good and bad, against the running product: whatever
 * comes, no error of the server, always a problem document, and never what was sent. {@code
 * -Dfuzz.requests=1000} for more of each operation, {@code -Dfuzz.seed} for others.
 */
class ApiFuzzIT {
  private static final int REQUESTS = Integer.getInteger("fuzz.requests", 30);
  private static final long SEED = Long.getLong("fuzz.seed", 20260131);
  private static final String SECRET = FuzzValues.SECRET;
  private static final List<String> METHODS = List.of("GET", "PUT", "PATCH", "OPTIONS", "BREW");
  private static final List<String> ACCEPTED =
      List.of("*/*", "application/json", "text/event-stream", "image/png", "no/type/" + SECRET);
  private static final List<String> TYPES =
      List.of(
          "text/plain",
          "application/xml",
          "application/pdf",
          "application/json;charset=utf-16",
          "application/x-www-form-urlencoded",
          "multipart/form-data",
          "multipart/form-data;boundary=" + SECRET,
          "no type " + SECRET,
          "text/" + SECRET);
  private static final List<String> NO_JSON =
      List.of(
          "",
          "null",
          "[]",
          "{",
          "{\"" + SECRET + "\":",
          SECRET,
          "{\"limit\":1e99999}",
          "{\"query\":\"a\",\"query\":\"b\"}",
          "[".repeat(20_000),
          " ".repeat(70_000),
          "\u0000\u0001",
          "{\"text\":\"\\ud800\"}");

  @TempDir private static Path data;
  private static ApiUnderTest running;
  private static ApiCaller api;

  private final FuzzValues values = new FuzzValues(api.description(), new Random(SEED));
  private final Map<Integer, Integer> statuses = new TreeMap<>();

  @BeforeAll
  static void start() throws Exception {
    running = ApiUnderTest.start(data);
    api = running.api();
    api.call(
        "POST",
        "/api/v1/documents?occurredAt=2261-12-31T00:00:00Z",
        "Of a far future.",
        "Content-Type",
        "text/plain");
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void whateverComesIsAnsweredAsDescribed() throws Exception {
    for (Operation operation : api.description().operations()) {
      for (int i = 0; i < REQUESTS; i++) {
        request(operation);
      }
    }

    assertThat(statuses.keySet()).contains(200, 202, 400, 404, 405, 406, 415);
    assertThat(Files.readString(data.resolve("logs/faultmaven.log")))
        .doesNotContain(SECRET)
        .doesNotContain("A request failed with", "An answer failed with");
  }

  private void request(Operation operation) throws Exception {
    var headers = new ArrayList<>(List.of("Accept", values.any(ACCEPTED)));
    String path = path(operation, headers);
    String method = values.oneIn(8) ? values.any(METHODS) : operation.method();
    JsonNode content = operation.node().path("requestBody").path("content");
    String body = content.isEmpty() ? null : body(content);
    boolean otherType = values.oneIn(6);
    if (body != null || otherType) {
      headers.add("Content-Type");
      headers.add(otherType ? values.any(TYPES) : "application/json");
    }
    Reply reply = api.raw(method, path, body, headers.toArray(String[]::new));
    statuses.merge(reply.status(), 1, Integer::sum);
    String what = "%s %s %s %s".formatted(method, path, headers, body);
    check(what.substring(0, Math.min(what.length(), 2_000)), reply);
    if (method.equals(operation.method()) && reply.status() != 404) {
      assertThat(
              api.description().problems(operation, reply.status(), reply.headers(), reply.text()))
          .as("%s answered %d %s", what, reply.status(), reply.text())
          .isEmpty();
    }
  }

  private static void check(String what, Reply reply) {
    String answered = what + " answered " + reply.status() + " " + reply.text();
    assertThat(reply.text()).as(answered).doesNotContain(SECRET);
    assertThat(reply.headers().map().toString()).as(answered).doesNotContain(SECRET);
    if (reply.status() < 400) {
      return;
    }
    assertThat(reply.status() < 500 || reply.status() == 503).as(answered).isTrue();
    assertThat(reply.headers().firstValue("Content-Type").orElse(""))
        .as(answered)
        .startsWith("application/problem+json");
    if (reply.status() == 405) {
      assertThat(reply.headers().firstValue("Allow")).as(answered).isPresent();
    }
    JsonNode problem = api.description().document().at("/components/schemas/Problem");
    assertThat(api.description().problems(problem, reply.json())).as(answered).isEmpty();
    assertThat(reply.json().path("status").intValue()).as(answered).isEqualTo(reply.status());
    assertThat(reply.text())
        .as(answered)
        .doesNotContain("org.", "java.", "jakarta.", "Exception", "\\tat ");
  }

  /** Adds the parameters that are headers. */
  private String path(Operation operation, List<String> headers) {
    String path = operation.path();
    var query = new ArrayList<String>();
    for (JsonNode parameter : operation.node().path("parameters")) {
      String name = parameter.path("name").stringValue();
      JsonNode schema = parameter.path("schema");
      String value =
          values.oneIn(4) ? values.text() : values.fitting(schema).asString("team=" + SECRET);
      // Neither an empty segment nor a huge address is the same address any more.
      String sent = value.isEmpty() ? " " : value.substring(0, Math.min(value.length(), 1_500));
      switch (parameter.path("in").stringValue()) {
        case "path" -> path = path.replace("{" + name + "}", encoded(sent));
        case "header" -> {
          headers.add(name);
          headers.add(sent.replaceAll("[^ -~]", "~"));
        }
        default -> {
          if (parameter.path("required").booleanValue(false) != values.oneIn(3)) {
            query.add(name + "=" + encoded(sent));
          }
        }
      }
    }
    if (values.oneIn(10)) {
      query.add(values.any(List.of(SECRET, "")) + "=" + SECRET);
    }
    return query.isEmpty() ? path : path + "?" + String.join("&", query);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, UTF_8).replace("+", "%20");
  }

  private String body(JsonNode content) {
    if (values.oneIn(6)) {
      return values.any(NO_JSON);
    }
    JsonNode body = values.fitting(content.path("application/json").path("schema"));
    if (body instanceof ObjectNode object && values.oneIn(2)) {
      List<String> fields = new ArrayList<>(object.propertyNames());
      if (!fields.isEmpty() && values.oneIn(3)) {
        object.remove(values.any(fields));
      } else if (!fields.isEmpty() && !values.oneIn(4)) {
        object.set(values.any(fields), values.wrong());
      } else {
        object.put(SECRET, SECRET);
      }
    }
    return FuzzValues.written(body);
  }

  /** What no client library sends, and no controller sees. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/v1/[{}] HTTP/1.1",
        "GET /api/v1/documents/%00 HTTP/1.1",
        "GET /api/v1/documents/%2F%2e%2e HTTP/1.1",
        "GET /api/v1/documents/%zz HTTP/1.1",
        "GET /api/v1/../../../" + SECRET + " HTTP/1.1",
        "GET /" + SECRET + " HTTP/1.1",
        "TRACE /api/v1/ledger HTTP/1.1",
        "G@T /api/v1/ledger HTTP/1.1",
        "GET /api/v1/ledger HTTP/9.9",
        "POST /" + SECRET + " HTTP/1.1",
        "GET /error HTTP/1.1",
        "GET /api/v1/ledger?" + SECRET + "=%zz HTTP/1.1",
        "GET /api/v1/documents?=" + SECRET + " HTTP/1.1"
      })
  void whatIsHardlyHttpIsAnsweredWithAProblemDocument(String line) throws IOException {
    String request =
        line + "\r\nHost: localhost\r\nX-Key: " + SECRET + "\r\nConnection: close\r\n\r\n";
    String answer;
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), running.standalone().port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
    }

    assertThat(answer).doesNotContain(SECRET).doesNotContain("<html", "org.apache", "Exception");
    if (!answer.startsWith("HTTP/1.1 200")) {
      assertThat(answer).matches("(?s)HTTP/1.1 (4\\d\\d|505).*");
      assertThat(answer)
          .contains("application/problem+json", "\"title\":", "\"status\":", "\"detail\":");
    }
  }
}
