package org.faultmaven.adapters.presidio;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.faultmaven.contracts.config.PresidioConfig;
import org.faultmaven.contracts.config.Secret;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Speaks as Presidio's anonymizer does, and fails in every way that it may. */
final class FakeAnonymizer implements AutoCloseable {
  final List<JsonNode> requests = Collections.synchronizedList(new ArrayList<>());
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  volatile UnaryOperator<String> gives = value -> "#" + Integer.toHexString(value.hashCode());
  volatile int status = 200;
  volatile String answer;
  volatile boolean poisoned;
  private final HttpServer server;

  FakeAnonymizer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  Anonymizer anonymizer(String operators) {
    var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    var config =
        new PresidioConfig(null, url, new Secret(operators), Duration.ofSeconds(5), "en", 1_000);
    return Presidio.anonymizer(config, FakePresidio.HASH, meters);
  }

  /** The texts that it was sent, but for the trials. */
  List<String> sent() {
    return requests.stream()
        .map(request -> request.path("text").asString())
        .filter(text -> !text.contains("made.up-7351"))
        .toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] request = exchange.getRequestBody().readAllBytes();
    int code = 200;
    String body =
        switch (exchange.getRequestURI().getPath()) {
          case "/health" -> "Presidio Anonymizer service is up";
          case "/anonymizers" -> "[\"replace\", \"mask\", \"hash\"]";
          default -> null;
        };
    if (body == null) {
      JsonNode node = JsonMapper.shared().readTree(request);
      requests.add(node);
      boolean poison = poisoned && node.path("text").asString().contains("poison@");
      code = poison ? 500 : status;
      body = answer != null ? answer : anonymized(node);
    }
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** Items last first, as Presidio has them. */
  private String anonymized(JsonNode request) {
    String text = request.path("text").asString();
    var masked = new StringBuilder();
    List<ObjectNode> items = new ArrayList<>();
    int done = 0;
    for (JsonNode result : request.path("analyzer_results")) {
      int start = text.offsetByCodePoints(0, result.path("start").asInt());
      int end = text.offsetByCodePoints(0, result.path("end").asInt());
      masked.append(text, done, start);
      String given = gives.apply(text.substring(start, end));
      int at = masked.codePointCount(0, masked.length());
      masked.append(given);
      done = end;
      items.addFirst(
          JsonMapper.shared()
              .createObjectNode()
              .put("start", at)
              .put("end", at + given.codePointCount(0, given.length()))
              .put("entity_type", result.path("entity_type").asString())
              .put("text", given)
              .put("operator", "mask"));
    }
    ObjectNode answered = JsonMapper.shared().createObjectNode();
    answered.put("text", masked.append(text.substring(done)).toString());
    ArrayNode list = answered.putArray("items");
    items.forEach(list::add);
    return answered.toString();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
