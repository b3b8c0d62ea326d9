package org.faultmaven.standalone.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the HTTP API of an installation. */
public final class ApiClient implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** Longer than a question may take a language model. */
  private static final Duration ANSWER = Duration.ofMinutes(3);

  private static final JsonMapper JSON = new JsonMapper();

  /** What the ingest service answers, where the services run apart. */
  private static final List<String> INGEST =
      List.of("/api/v1/documents", "/api/v1/ledger", "/api/v1/deadletters");

  private final String base;
  private final String ingest;
  private final @Nullable String key;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  /**
   * @param base address of the installation: {@code http://127.0.0.1:8080}
   */
  public ApiClient(URI base) {
    this(base, base);
  }

  /**
   * @param base address of the query service
   * @param ingest address of the ingest service
   */
  public ApiClient(URI base, URI ingest) {
    this(base, ingest, null);
  }

  /**
   * @param key an API key or token, sent with every request; null where none is asked for
   */
  public ApiClient(URI base, URI ingest, @Nullable String key) {
    this.key = key;
    this.base = base.toString().replaceAll("/+$", "");
    this.ingest = ingest.toString().replaceAll("/+$", "");
  }

  /** The whole address of a path of the API, or the path itself when it is an address already. */
  public String address(String path) {
    if (!path.startsWith("/")) {
      return path;
    }
    return (INGEST.stream().anyMatch(path::startsWith) ? ingest : base) + path;
  }

  /** The addresses of the processes that answer, each once. */
  public List<String> processes() {
    return base.equals(ingest) ? List.of(base) : List.of(base, ingest);
  }

  /**
   * @param path with its leading slash
   * @throws ApiException when there is no answer, or one that refuses
   */
  public JsonNode get(String path) throws ApiException {
    return accepted(send(request(path).GET().build()));
  }

  /**
   * An answer whatever its status, for what answers 503 with a report.
   *
   * @throws ApiException when there is no answer, or none in JSON
   */
  public JsonNode report(String path) throws ApiException {
    return json(send(request(path).GET().build()));
  }

  /**
   * @param body is written as JSON
   * @throws ApiException when there is no answer, or one that refuses
   */
  public JsonNode post(String path, Map<String, ?> body) throws ApiException {
    return accepted(
        send(
            request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build()));
  }

  /**
   * Server-sent events, each handed on as it comes.
   *
   * @param body is written as JSON
   * @param last the name of the event that ends the stream
   * @throws ApiException when there is no answer, or one that refuses, or an event that says so
   */
  public void stream(
      String path, Map<String, ?> body, String last, BiConsumer<String, JsonNode> each)
      throws ApiException {
    HttpRequest request =
        request(path)
            .setHeader("Accept", "text/event-stream")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
            .build();
    HttpResponse<EventStream> response = send(request, EventStream.handler());
    if (!response.body().isEvents()) {
      throw refusal(request, response.statusCode(), response.body().json());
    }
    try {
      response.body().forEach(last, each);
    } catch (IOException e) {
      throw broken(request, e);
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address(path)))
            .timeout(ANSWER)
            .header("Accept", "application/json");
    return key == null ? request : request.header("Authorization", "Bearer " + key);
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws ApiException {
    return send(request, BodyHandlers.ofByteArray());
  }

  private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws ApiException {
    try {
      return http.send(request, handler);
    } catch (HttpTimeoutException e) {
      throw new ApiException(
          server(request) + " did not answer in time. Look at its state with ./faultmaven status.",
          e);
    } catch (ConnectException e) {
      throw new ApiException(
          "nothing answers at "
              + server(request)
              + ". Start it with ./faultmaven up, or say with --url where it is.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiException("interrupted while " + server(request) + " was to answer.", e);
    } catch (InterruptedIOException e) {
      throw new ApiException("interrupted while " + server(request) + " was to answer.", e);
    } catch (IOException e) {
      throw broken(request, e);
    }
  }

  private ApiException broken(HttpRequest request, IOException e) {
    return new ApiException(
        "the connection to %s broke (%s). Try again; ./faultmaven status tells whether it runs."
            .formatted(server(request), e.getClass().getSimpleName()),
        e);
  }

  /** The one that was asked. */
  private String server(HttpRequest request) {
    return request.uri().toString().startsWith(base) ? base : ingest;
  }

  private JsonNode accepted(HttpResponse<byte[]> response) throws ApiException {
    JsonNode body = json(response);
    if (response.statusCode() < 400) {
      return body;
    }
    throw refusal(response.request(), response.statusCode(), body);
  }

  private static ApiException refusal(HttpRequest request, int status, JsonNode body) {
    String said = said(body);
    return said.isEmpty() ? notOurs(request, status, null) : new ApiException(said);
  }

  /** What a problem document says (RFC 9457); empty when it is none. */
  static String said(JsonNode problem) {
    String title = problem.path("title").asString("");
    String detail = problem.path("detail").asString("");
    return title.isEmpty() || detail.isEmpty() ? title + detail : title + ": " + detail;
  }

  private JsonNode json(HttpResponse<byte[]> response) throws ApiException {
    try {
      JsonNode body = JSON.readTree(response.body());
      if (body.isContainer()) {
        return body;
      }
      throw notOurs(response.request(), response.statusCode(), null);
    } catch (JacksonException e) {
      throw notOurs(response.request(), response.statusCode(), e);
    }
  }

  private static ApiException notOurs(HttpRequest request, int status, @Nullable Throwable cause) {
    String message =
        "%s answered with status %d and not as FaultMaven does. Is it FaultMaven that listens there?"
            .formatted(request.uri(), status);
    return cause == null ? new ApiException(message) : new ApiException(message, cause);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
