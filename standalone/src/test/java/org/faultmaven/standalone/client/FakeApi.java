package org.faultmaven.standalone.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An HTTP server that answers what a test tells it to. */
public final class FakeApi implements AutoCloseable {
  private record Answer(int status, String body) {}

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpServer server;
  private final Map<String, Queue<Answer>> answers = new ConcurrentHashMap<>();
  private final List<JsonNode> requests = new ArrayList<>();

  public FakeApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public URI uri() {
    return URI.create(url());
  }

  /** Answers of a path, one a request; the last one again and again. Quotes may be single. */
  public FakeApi on(String path, int status, String... bodies) {
    var queue = new ArrayDeque<Answer>();
    for (String body : bodies) {
      queue.add(new Answer(status, body.replace('\'', '"')));
    }
    answers.put(path, queue);
    return this;
  }

  /** Bodies of the requests that had one, in order. */
  public synchronized List<JsonNode> requests() {
    return List.copyOf(requests);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    byte[] request = exchange.getRequestBody().readAllBytes();
    if (request.length > 0) {
      requests.add(JSON.readTree(request));
    }
    Queue<Answer> queue = answers.get(exchange.getRequestURI().getPath());
    Answer answer =
        queue == null
            ? new Answer(404, "<html>not here</html>")
            : queue.size() > 1 ? queue.remove() : queue.element();
    byte[] body = answer.body().getBytes(UTF_8);
    if (answer.body().startsWith("event:")) {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    }
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
