package org.faultmaven.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiClientTest {
  private FakeApi api;
  private ApiClient client;

  @BeforeEach
  void start() throws Exception {
    api = new FakeApi();
    client = new ApiClient(URI.create(api.url() + "/"));
  }

  @AfterEach
  void stop() {
    client.close();
    api.close();
  }

  @Test
  void answersAreRead() throws Exception {
    api.on("/api/v1/search", 200, "{'hits': [1, 2]}");

    assertThat(client.post("/api/v1/search", Map.of("query", "\u00e9")).path("hits")).hasSize(2);
    assertThat(api.requests().getFirst().path("query").asString()).isEqualTo("\u00e9");
  }

  @Test
  void aProblemSaysWhatToDo() {
    api.on("/api/v1/search", 400, "{'title': 'Bad mode', 'detail': 'Use hybrid.'}");

    assertThatThrownBy(() -> client.post("/api/v1/search", Map.of()))
        .isInstanceOf(ApiException.class)
        .hasMessage("Bad mode: Use hybrid.");
  }

  @Test
  void aReportIsReadWhateverItsStatus() throws Exception {
    api.on("/actuator/health", 503, "{'status': 'DOWN'}");

    assertThat(client.report("/actuator/health").path("status").asString()).isEqualTo("DOWN");
    assertThatThrownBy(() -> client.get("/actuator/health"))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("status 503");
  }

  @Test
  void anotherServerIsRecognised() {
    api.on("/empty", 200, "").on("/text", 200, "'hello'");

    for (String path : new String[] {"/nosuch", "/empty", "/text"}) {
      assertThatThrownBy(() -> client.get(path))
          .as(path)
          .isInstanceOf(ApiException.class)
          .hasMessageContaining("Is it FaultMaven that listens there?");
    }
  }

  @Test
  void whenNothingListensItSaysHowToStart() throws Exception {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    try (var nobody = new ApiClient(URI.create("http://127.0.0.1:" + free))) {
      assertThatThrownBy(() -> nobody.get("/api/v1/ledger"))
          .isInstanceOf(ApiException.class)
          .hasMessageContaining("nothing answers at http://127.0.0.1:" + free)
          .hasMessageContaining("./faultmaven up");
    }
  }

  @Test
  void aConnectionThatBreaksIsSaid() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var broken = new ApiClient(URI.create("http://127.0.0.1:" + socket.getLocalPort()))) {
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  while (true) {
                    socket.accept().close();
                  }
                } catch (java.io.IOException e) {
                  // The test is over.
                }
              });
      assertThatThrownBy(() -> broken.get("/x"))
          .isInstanceOf(ApiException.class)
          .hasMessageContaining("broke");
    }
  }

  @Test
  void pathsBecomeAddresses() {
    assertThat(client.address("/api/v1/x")).isEqualTo(api.url() + "/api/v1/x");
    assertThat(client.address("http://elsewhere/x")).isEqualTo("http://elsewhere/x");
  }
}
