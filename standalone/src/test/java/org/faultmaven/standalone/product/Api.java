package org.faultmaven.standalone.product;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The HTTP API as a client sees it; remembers every answer, so that a test can look for what must
 * not be in any.
 */
public final class Api implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;
  private final URI ingest;
  private final List<String> answers = Collections.synchronizedList(new ArrayList<>());

  private final @Nullable String key;

  /**
   * @param base where questions are asked
   * @param ingest where documents, ledger and dead letters are
   */
  public Api(URI base, URI ingest) {
    this(base, ingest, null);
  }

  private Api(URI base, URI ingest, @Nullable String key) {
    this.base = base;
    this.ingest = ingest;
    this.key = key;
  }

  /** The same for a caller with an API key. */
  public Api as(String apiKey) {
    return new Api(base, ingest, apiKey);
  }

  /** Where questions are asked. */
  public URI base() {
    return base;
  }

  public record Answer(int status, String text, JsonNode json) {}

  public Answer get(String path) throws IOException, InterruptedException {
    return send(request(path).GET().build());
  }

  public Answer delete(String path) throws IOException, InterruptedException {
    return send(request(path).DELETE().build());
  }

  public Answer post(String path, Map<String, ?> body) throws IOException, InterruptedException {
    return post(path, "application/json", JSON.writeValueAsBytes(body));
  }

  public Answer post(String path, String contentType, byte[] body)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofByteArray(body))
            .build());
  }

  /** A call of the Model Context Protocol. */
  public JsonNode mcp(String method, Map<String, ?> params)
      throws IOException, InterruptedException {
    Map<String, ?> message = Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", params);
    return send(request("/mcp")
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(message)))
            .build())
        .json();
  }

  /** A multipart upload of one file. */
  public Answer upload(String path, String fileName, String contentType, byte[] content)
      throws IOException, InterruptedException {
    String boundary = "faultmaven-test-boundary";
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
            .formatted(boundary, fileName, contentType);
    return send(
        request(path)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(
                BodyPublishers.concat(
                    BodyPublishers.ofString(head),
                    BodyPublishers.ofByteArray(content),
                    BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")))
            .build());
  }

  /** Everything that was ever answered. */
  public List<String> answers() {
    return List.copyOf(answers);
  }

  private HttpRequest.Builder request(String path) {
    boolean ingested =
        Stream.of("documents", "ledger", "deadletters")
            .anyMatch(name -> path.startsWith("/api/v1/" + name));
    HttpRequest.Builder request =
        HttpRequest.newBuilder((ingested ? ingest : base).resolve(path))
            .timeout(Duration.ofSeconds(60));
    return key == null ? request : request.header("Authorization", "Bearer " + key);
  }

  private Answer send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    answers.add(response.body());
    boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
    return new Answer(
        response.statusCode(),
        response.body(),
        json && !response.body().isEmpty()
            ? JSON.readTree(response.body())
            : JSON.createObjectNode());
  }

  @Override
  public void close() {
    http.close();
  }
}
