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
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.faultmaven.contracts.config.PresidioConfig;
import org.faultmaven.contracts.config.Secret;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.redaction.Recognizer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks as Presidio does and fails in every way that it may. Finds {@code Xaver} (a PERSON), and
 * fails on texts with {@code POISON}; never answers to {@code ENDLESS}.
 */
final class FakePresidio implements AutoCloseable {
  static final KeyedHash HASH = new KeyedHash("a key of thirty-two bytes or more".getBytes(UTF_8));

  final List<List<String>> analyzed = Collections.synchronizedList(new ArrayList<>());
  final List<Set<String>> entities = Collections.synchronizedList(new ArrayList<>());
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  volatile int status = 200;
  volatile String answer;
  volatile Set<String> supported =
      Set.of("PERSON", "LOCATION", "NRP", "URL", "DATE_TIME", "EMAIL_ADDRESS");
  volatile Set<String> recognizers = Set.of("SpacyRecognizer", "EmailRecognizer");
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  FakePresidio() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  Recognizer recognizer() {
    var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    var config = new PresidioConfig(url, null, Secret.NONE, Duration.ofMillis(500), "en", 1_000);
    return Presidio.recognizer(config, HASH, meters);
  }

  /** The texts that it was asked about, but for the probes. */
  List<String> asked() {
    return analyzed.stream()
        .filter(texts -> !texts.equals(Profile.PROBE))
        .flatMap(List::stream)
        .toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] request = exchange.getRequestBody().readAllBytes();
    int code = status;
    String body =
        switch (path) {
          case "/supportedentities" -> json(supported);
          case "/recognizers" -> json(recognizers);
          case "/health" -> "\"up\"";
          default -> null;
        };
    if (body == null) {
      JsonNode node = JsonMapper.shared().readTree(request);
      List<String> texts = node.get("text").valueStream().map(JsonNode::stringValue).toList();
      analyzed.add(texts);
      entities.add(
          new TreeSet<>(node.get("entities").valueStream().map(JsonNode::stringValue).toList()));
      if (texts.stream().anyMatch(text -> text.contains("ENDLESS"))) {
        awaitEnd();
      }
      code = texts.stream().anyMatch(text -> text.contains("POISON")) ? 500 : code;
      body = answer != null && !texts.equals(Profile.PROBE) ? answer : found(texts);
    }
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void awaitEnd() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String json(Set<String> strings) {
    return JsonMapper.shared().writeValueAsString(strings);
  }

  private static String found(List<String> texts) {
    var lists = new ArrayList<String>();
    for (String text : texts) {
      var found = new ArrayList<String>();
      for (int at = text.indexOf("Xaver"); at >= 0; at = text.indexOf("Xaver", at + 1)) {
        int start = text.codePointCount(0, at);
        found.add(span("PERSON", start, start + 5, 0.85));
      }
      lists.add(found.toString());
    }
    return lists.toString();
  }

  static String span(String type, int start, int end, double score) {
    return "{\"entity_type\":\"%s\",\"start\":%d,\"end\":%d,\"score\":%s,\"analysis_explanation\":null}"
        .formatted(type, start, end, score);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.close();
  }
}
