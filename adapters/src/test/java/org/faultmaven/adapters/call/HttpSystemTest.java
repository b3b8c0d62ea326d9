package org.faultmaven.adapters.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.faultmaven.contracts.port.BackendException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSystemTest {
  private static final String CONTENT = "user jane.roe@example.com";

  /** What the server does next. */
  private interface Handler {
    void handle(HttpExchange exchange) throws Exception;
  }

  private final AtomicReference<Handler> handler = new AtomicReference<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;
  private HttpSystem system;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            handler.get().handle(exchange);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (Exception e) {
            throw new IOException(e);
          }
        });
    server.start();
    system = new HttpSystem("chroma", address(""), Map.of("X-Token", "t0ken"), 1_000);
  }

  @AfterEach
  void stop() {
    system.close();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void sends_json_with_its_headers_and_encodes_the_path() throws IOException {
    var seen = new AtomicReference<String>();
    handler.set(
        exchange -> {
          seen.set(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI().getRawPath()
                  + " "
                  + exchange.getRequestHeaders().getFirst("X-Token")
                  + " "
                  + exchange.getRequestHeaders().getFirst("Content-Type")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          answer(exchange, 200, "[1]");
        });

    try (var nested =
        new HttpSystem("chroma", address("/behind/"), Map.of("X-Token", "a"), 1_000)) {
      HttpSystem.Answer answer = nested.post(List.of("a b", "c/d"), "{}".getBytes(UTF_8));
      assertThat(answer.body()).asString().isEqualTo("[1]");
      assertThat(answer).hasToString("Answer[HTTP 200, 3 bytes]");
    }

    assertThat(seen).hasValue("POST /behind/a%20b/c%2Fd a application/json {}");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413, 422})
  void what_is_no_good_is_not_to_be_tried_again(int status) {
    handler.set(exchange -> answer(exchange, status, CONTENT));

    assertThat(failure().retryable()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 401, 403, 404, 408, 409, 410, 429, 500, 502, 503, 504})
  void everything_else_is_the_systems_own_trouble(int status) {
    handler.set(exchange -> answer(exchange, status, CONTENT));

    CallFailedException failure = failure();
    assertThat(failure.retryable()).isTrue();
    assertThat(failure.kind()).isEqualTo("HTTP " + status);
    assertThat(failure).hasMessageStartingWith("chroma answered HTTP " + status);
    assertThat(failure.getMessage()).doesNotContain("jane");
  }

  @Test
  void a_status_that_is_understood_is_an_answer() throws IOException {
    handler.set(exchange -> answer(exchange, 409, "there"));

    HttpSystem.Answer answer = system.exchange("DELETE", List.of("x"), null, Set.of(404, 409));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body()).asString().isEqualTo("there");
  }

  @Test
  void follows_no_redirect() {
    handler.set(
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          answer(exchange, 302, "");
        });

    assertThat(failure())
        .hasMessage("chroma answered HTTP 302: configure the address that it redirects to");
  }

  @Test
  void reads_no_more_than_it_may() {
    handler.set(exchange -> answer(exchange, 200, "x".repeat(100_000)));

    assertThat(failure()).hasMessage("chroma answered with more than 1000 bytes");
    assertThat(failure().retryable()).isFalse();
  }

  @Test
  void an_answer_that_breaks_off_is_an_io_error() {
    handler.set(
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write(CONTENT.getBytes(UTF_8));
          exchange.getResponseBody().flush();
        });

    assertThatThrownBy(() -> system.get(List.of())).isInstanceOf(IOException.class);
  }

  @Test
  void a_server_that_hangs_costs_no_more_than_the_limit() throws InterruptedException {
    var over = new CountDownLatch(1);
    var attemptEnded = new CountDownLatch(1);
    handler.set(_ -> over.await());
    var external =
        new ExternalSystem("chroma", "Start it.", BreakerLimits.DEFAULT, new SimpleMeterRegistry());
    ExternalCall call = external.call("get", CallLimits.once(Duration.ofMillis(100)));

    assertThatThrownBy(
            () ->
                call.run(
                    () -> {
                      try {
                        return system.get(List.of());
                      } finally {
                        attemptEnded.countDown();
                      }
                    }))
        .isInstanceOf(BackendException.class)
        .hasMessage("chroma did not answer get within 100 ms. Start it.");
    // The thread is not left behind.
    attemptEnded.await();
    over.countDown();
  }

  @Test
  void refuses_an_address_that_is_none_without_quoting_it() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HttpSystem("chroma", URI.create("ftp://secret@host"), Map.of(), 1))
        .withMessage("the address of chroma is a URL that starts with http:// or https://");
  }

  private CallFailedException failure() {
    return catchThrowableOfType(CallFailedException.class, () -> system.get(List.of("x")));
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
