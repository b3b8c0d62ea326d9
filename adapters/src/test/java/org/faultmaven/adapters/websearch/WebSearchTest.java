package org.faultmaven.adapters.websearch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.faultmaven.contracts.config.ConfigSource;
import org.faultmaven.contracts.config.Configuration;
import org.faultmaven.contracts.config.ToolsConfig;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.ITool;
import org.faultmaven.contracts.record.Tenant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSearchTest {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private volatile String answer = "{}";
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            asked.add(URLDecoder.decode(exchange.getRequestURI().toString(), UTF_8));
            tokens.add(
                String.valueOf(exchange.getRequestHeaders().getFirst("X-Subscription-Token")));
            byte[] body = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String local(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private static ToolsConfig config(Map<String, String> settings) {
    var all =
        new HashMap<>(
            Map.of("sanitizer.pseudonym-key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="));
    all.putAll(settings);
    return Configuration.load(ConfigSource.of(all, "test")).config().tools();
  }

  private static ITool tool(Map<String, String> settings) {
    return WebSearch.tool(config(settings), new SimpleMeterRegistry());
  }

  private static String call(ITool tool, String arguments) {
    return tool.call(Tenant.DEFAULT, arguments, Instant.now().plusSeconds(10));
  }

  @Test
  void asks_a_searxng_without_pseudonyms() {
    answer =
        """
        {"results":[{"title":"One","url":"https://a.example/1","content":"%s","extra":1},
         {"title":"Two"},{"title":"Three"}]}\
        """
            .formatted("x".repeat(900));
    ITool tool =
        tool(Map.of("tools.web-search-url", local(""), "tools.web-search-private", "true"));

    String found =
        call(tool, "{\"query\":\"timeout of <IP_ADDRESS_k7f3q2mz> & more\",\"limit\":2}");
    assertThat(found)
        .isEqualTo(
            "{\"results\":[{\"title\":\"One\",\"url\":\"https://a.example/1\",\"snippet\":\""
                + "x".repeat(500)
                + "\"},{\"title\":\"Two\",\"url\":\"\",\"snippet\":\"\"}]}");
    assertThat(asked).singleElement().asString().startsWith("/search?");
    assertThat(asked.getFirst()).contains("timeout of").contains("& more").doesNotContain("k7f3");
    assertThatThrownBy(() -> call(tool, "{\"query\":\"<PERSON_k7f3q2mz>\"}"))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("nothing but masked values");
  }

  @Test
  void asks_what_speaks_as_brave_with_the_key() {
    answer = "{\"web\":{\"results\":[{\"title\":\"One\",\"url\":\"u\",\"description\":\"d\"}]}}";
    ITool tool =
        tool(
            Map.of(
                "tools.web-search-url",
                local("/res/v1/web/search"),
                "tools.web-search-kind",
                "brave",
                "tools.web-search-key",
                "made-up",
                "tools.web-search-private",
                "true"));

    assertThat(call(tool, "{\"query\":\"kafka\"}")).contains("\"snippet\":\"d\"");
    assertThat(asked.getFirst()).startsWith("/res/v1/web/search?");
    assertThat(tokens).containsExactly("made-up");
  }

  @Test
  void an_answer_that_is_none_fails_without_content() {
    answer = "<html>jane.doe@example.com</html>";
    ITool tool =
        tool(Map.of("tools.web-search-url", local(""), "tools.web-search-private", "true"));

    assertThatThrownBy(() -> call(tool, "{\"query\":\"kafka\"}"))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("tools.web-search-url")
        .hasMessageNotContaining("jane");
  }

  @Test
  void is_absent_when_nothing_is_configured() {
    assertThatThrownBy(() -> tool(Map.of()))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("set tools.web-search-url");
  }

  @Test
  void a_private_address_is_not_asked_unless_it_is_meant_so() {
    assertThatThrownBy(() -> tool(Map.of("tools.web-search-url", local(""))))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("tools.web-search-private");
    // By name too, which is looked up at the connection.
    ITool named =
        tool(Map.of("tools.web-search-url", "http://localhost:" + server.getAddress().getPort()));
    assertThatThrownBy(() -> call(named, "{\"query\":\"kafka\"}"))
        .isInstanceOf(BackendException.class);
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.100.100.200",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "198.18.0.1",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd00:ec2::254",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::1",
        "ff02::1"
      })
  void private_addresses_are_known(String address) throws Exception {
    assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111"})
  void public_ones_too(String address) throws Exception {
    assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isTrue();
  }
}
