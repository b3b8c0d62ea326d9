package org.faultmaven.standalone.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import org.faultmaven.standalone.server.ApiDescription.Operation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the API, and holds every answer to its description. */
final class ApiCaller implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;
  private final ApiDescription description;
  private final TreeSet<String> seen = new TreeSet<>();

  /** An answer. */
  record Reply(int status, HttpHeaders headers, String text) {
    JsonNode json() {
      return JsonMapper.shared().readTree(text);
    }
  }

  ApiCaller(URI base) throws IOException, InterruptedException {
    this.base = base;
    this.description = new ApiDescription(raw("GET", "/api/v1/openapi.json", null).text());
  }

  ApiDescription description() {
    return description;
  }

  /** Operations with the status and content type that they answered with. */
  TreeSet<String> seen() {
    return seen;
  }

  Reply get(String path) throws IOException, InterruptedException {
    return call("GET", path, null);
  }

  Reply post(String path, String json) throws IOException, InterruptedException {
    return call("POST", path, json, "Content-Type", "application/json");
  }

  /** A call that the description has, whose answer fits it. */
  Reply call(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    Reply reply = raw(method, path, body, headers);
    Operation operation =
        description
            .find(method, path.replaceFirst("\\?.*", ""))
            .orElseGet(() -> fail("not documented: " + method + " " + path));
    assertThat(description.problems(operation, reply.status(), reply.headers(), reply.text()))
        .as("%s %s answered %d %s", method, path, reply.status(), reply.text())
        .isEmpty();
    String type = reply.headers().firstValue("Content-Type").orElse("none");
    seen.add(operation.name() + " " + reply.status() + " " + type.replaceFirst("[ ;].*", ""));
    return reply;
  }

  /** Any call. */
  Reply raw(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(Duration.ofSeconds(60))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    return new Reply(response.statusCode(), response.headers(), response.body());
  }

  static String json(Map<String, ?> fields) {
    return JsonMapper.shared().writeValueAsString(fields);
  }

  @Override
  public void close() {
    http.close();
  }
}
