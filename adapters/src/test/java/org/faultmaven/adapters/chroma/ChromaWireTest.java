package org.faultmaven.adapters.chroma;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.faultmaven.contracts.kit.SampleEntries.log;

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
import java.util.function.Function;
import org.faultmaven.contracts.config.ChromaConfig;
import org.faultmaven.contracts.config.Secret;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.contracts.record.EmbeddedEntry;
import org.faultmaven.contracts.record.Tenant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire, and answers that a real Chroma does not give when asked to. */
class ChromaWireTest {
  private static final String ROOT = "/behind/api/v2/tenants/acme%20inc/databases/main/collections";
  private static final String CONTENT = "jane.roe@example.com";
  private static final float[] AXIS = {1, 0};

  private record Seen(String path, long length, String tokens) {}

  private final List<Seen> seen = Collections.synchronizedList(new ArrayList<>());
  private volatile Function<String, String> answers = _ -> "[]";
  private volatile int status = 200;
  private HttpServer server;
  private IVectorStore store;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            long length = 0;
            byte[] buffer = new byte[1 << 16];
            for (int n; (n = exchange.getRequestBody().read(buffer)) > 0; ) {
              length += n;
            }
            var headers = exchange.getRequestHeaders();
            String path = exchange.getRequestURI().getRawPath();
            seen.add(
                new Seen(
                    path,
                    length,
                    headers.getFirst("X-Chroma-Token") + " " + headers.getFirst("Authorization")));
            byte[] body = answers.apply(path).getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    var config =
        new ChromaConfig(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/behind"),
            new Secret("t0ken"),
            "kb",
            "acme inc",
            "main",
            Duration.ofDays(1));
    store = ChromaConfiguration.vectorStore(config, 2, "axes", new SimpleMeterRegistry());
  }

  @AfterEach
  void stop() {
    store.close();
    server.stop(0);
  }

  @Test
  void opens_nothing_before_its_first_call() {
    assertThat(seen).isEmpty();
  }

  @Test
  void sends_its_token_for_a_proxy_in_front_and_its_tenant_and_database() {
    assertThat(store.count(Tenant.DEFAULT)).isZero();

    assertThat(seen).containsExactly(new Seen(ROOT, 0, "t0ken Bearer t0ken"));
  }

  @Test
  void no_request_is_longer_than_chroma_takes() {
    answers =
        path ->
            path.endsWith("/get")
                ? "{\"ids\":[],\"metadatas\":[]}"
                : path.endsWith("/upsert") ? "{}" : listed();
    String text = "\u20ac".repeat(300_000);
    List<EmbeddedEntry> entries = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      entries.add(new EmbeddedEntry(log("e" + i).text(text).build(), AXIS));
    }
    store.add(Tenant.DEFAULT, entries);

    assertThat(seen).filteredOn(each -> each.path().endsWith("/upsert")).hasSizeGreaterThan(2);
    assertThat(seen).allMatch(each -> each.length() < 40 << 20);
  }

  /** A day of logs and its vectors. */
  private static String listed() {
    String collection =
        "{\"id\":\"%s\",\"name\":\"%s\",\"dimension\":null,"
            + "\"configuration_json\":{\"spann\":{\"space\":\"cosine\"}},\"metadata\":{"
            + "\"faultmaven_tenant\":\"default\",\"faultmaven_kind\":\"logs\","
            + "\"faultmaven_from\":1482105600,\"faultmaven_to\":1482192000,"
            + "\"embedding_model\":\"axes\"},\"new\":\"in a later version\"}";
    return "["
        + collection.formatted("1", "kb.default.logs.1482105600-1482192000")
        + ","
        + collection.formatted("2", "kb.default.shapes.1")
        + "]";
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{\"x\":\"" + CONTENT})
  void an_answer_that_is_none_is_an_outage_and_quoted_nowhere(String malformed) {
    answers = _ -> malformed;
    BackendException failure =
        catchThrowableOfType(BackendException.class, () -> store.count(Tenant.DEFAULT));

    assertThat(failure.retryable()).isTrue();
    assertThat(failure).hasMessage("chroma answered with something else than it is known to");
    assertThat(failure.getCause()).isNull();
    assertThat(store.check().detail()).doesNotContain("jane");
  }

  @Test
  void a_refused_token_is_said() {
    status = 401;
    answers = _ -> CONTENT;

    assertThat(store.check().detail())
        .isEqualTo("chroma answered HTTP 401: check the token or key configured for it");
  }
}
