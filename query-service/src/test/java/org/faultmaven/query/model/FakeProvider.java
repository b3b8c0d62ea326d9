package org.faultmaven.query.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.faultmaven.contracts.kit.ChatModelContract;
import org.faultmaven.contracts.kit.ChatModelContract.Behaviour;

/** A provider on the loopback that behaves as a test wants, in the words of its wire. */
final class FakeProvider implements AutoCloseable {
  /** What a provider writes, event by event, without the blank lines between them. */
  interface Wire {
    List<String> text(List<String> pieces);

    List<String> toolCall(String name, List<String> arguments);
  }

  private static final List<String> PIECES = List.of("Node 2 ", "was lost", " [1].");

  private final HttpServer server;
  private final Wire wire;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private final CountDownLatch left = new CountDownLatch(1);
  private final AtomicInteger checks = new AtomicInteger();
  private volatile int checkStatus = 200;
  private volatile Behaviour behaviour = Behaviour.TEXT;

  FakeProvider(Wire wire) {
    this.wire = wire;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  void behave(Behaviour next) {
    behaviour = next;
  }

  void answerChecks(int status) {
    checkStatus = status;
  }

  int checks() {
    return checks.get();
  }

  List<String> requests() {
    return requests;
  }

  List<String> keys() {
    return keys;
  }

  boolean clientLeft() {
    try {
      return left.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      if (exchange.getRequestURI().getPath().equals("/v1/models")) {
        checks.incrementAndGet();
        respond(exchange, checkStatus, "{\"data\":[]}");
        return;
      }
      requests.add(body);
      keys.add(
          exchange.getRequestHeaders().getFirst("Authorization")
              + exchange.getRequestHeaders().getFirst("x-api-key"));
      answer(exchange);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    switch (behaviour) {
      case TEXT -> events(exchange, wire.text(PIECES));
      case TOOL_CALL ->
          events(exchange, wire.toolCall("look_up", List.of("{\"na", "me\": \"node 2\"}")));
      case MALFORMED_ARGUMENTS ->
          events(exchange, wire.toolCall("look_up", List.of("{\"name\": node", "")));
      case TOO_MANY_REQUESTS -> error(exchange, 429);
      case BROKEN -> error(exchange, 500);
      case REFUSED -> error(exchange, 400);
      case REDIRECT -> {
        exchange.getResponseHeaders().add("Location", "/elsewhere");
        exchange.sendResponseHeaders(307, -1);
      }
      case NONSENSE ->
          events(exchange, List.of("data: {\"" + ChatModelContract.PLANTED, "data: [DONE]"));
      case CUT -> cut(exchange);
      case STALL -> stall(exchange);
    }
  }

  private static void respond(HttpExchange exchange, int status, String json) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    byte[] bytes = json.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void error(HttpExchange exchange, int status) throws IOException {
    respond(exchange, status, "{\"error\":{\"message\":\"" + ChatModelContract.PLANTED + "\"}}");
  }

  private static void events(HttpExchange exchange, List<String> events) throws IOException {
    OutputStream out = begin(exchange, 0);
    for (String event : events) {
      write(out, event);
    }
  }

  private static OutputStream begin(HttpExchange exchange, int length) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, length);
    return exchange.getResponseBody();
  }

  private static void write(OutputStream out, String event) throws IOException {
    out.write((event + "\n\n").getBytes(UTF_8));
    out.flush();
  }

  /** Up to the first piece of text; the length that was promised does not come. */
  private void cut(HttpExchange exchange) throws IOException {
    OutputStream out = begin(exchange, 100_000);
    for (String event : wire.text(PIECES)) {
      write(out, event);
      if (event.contains(PIECES.getFirst())) {
        return;
      }
    }
  }

  /** Writes what means nothing, until nobody takes it. */
  private void stall(HttpExchange exchange) throws IOException {
    OutputStream out = begin(exchange, 0);
    for (String event : wire.text(PIECES)) {
      write(out, event);
      if (event.contains(PIECES.getFirst())) {
        break;
      }
    }
    try {
      for (int i = 0; i < 3_000; i++) {
        write(out, ": ");
        Thread.sleep(10);
      }
    } catch (IOException e) {
      left.countDown();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
