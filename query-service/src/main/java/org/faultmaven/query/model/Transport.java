package org.faultmaven.query.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Carries the library's requests on the thread that makes them, so that its interruption ends the
 * connection too. Follows no redirect, for a key goes to nobody but the address configured; keeps
 * no body of an error, which may quote what was sent; and reads no endless answer.
 */
final class Transport implements HttpClient, AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final long MAX_ANSWER = 16L << 20;

  private final java.net.http.HttpClient client =
      java.net.http.HttpClient.newBuilder()
          .followRedirects(Redirect.NEVER)
          .version(Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .build();

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    try {
      HttpResponse<InputStream> response = send(request);
      try (InputStream body = new LimitedStream(response.body(), MAX_ANSWER)) {
        return answer(response).body(body.readAllBytes()).build();
      }
    } catch (IOException e) {
      throw new TransportException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransportException(e);
    }
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    try {
      HttpResponse<InputStream> response = send(request);
      try (InputStream body = new LimitedStream(response.body(), MAX_ANSWER)) {
        listener.onOpen(answer(response).build());
        parser.parse(body, listener);
        listener.onClose();
      }
    } catch (IOException | HttpException e) {
      listener.onError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      listener.onError(e);
    }
  }

  private HttpResponse<InputStream> send(HttpRequest request)
      throws IOException, InterruptedException {
    var sent = java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
    request.headers().forEach((name, values) -> values.forEach(value -> sent.header(name, value)));
    String body = request.body();
    sent.method(
        request.method().name(),
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body, UTF_8));
    HttpResponse<InputStream> response = client.send(sent.build(), BodyHandlers.ofInputStream());
    if (response.statusCode() / 100 != 2) {
      response.body().close();
      throw new HttpException(response.statusCode(), "");
    }
    return response;
  }

  private static SuccessfulHttpResponse.Builder answer(HttpResponse<?> response) {
    return SuccessfulHttpResponse.builder()
        .statusCode(response.statusCode())
        .headers(response.headers().map());
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
