package org.faultmaven.standalone.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.faultmaven.contracts.port.ITool;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.tool.ToolDescription;
import org.faultmaven.contracts.tool.ToolHost;
import org.faultmaven.contracts.tool.ToolHostSettings;
import org.faultmaven.contracts.topic.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tool of another process, with everything as it ships. */
class ToolsIT {
  private static final String SECRET = "mary.major@corp.example.com";

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void a_tool_is_known_seconds_later_and_its_result_is_sanitised(@TempDir Path data)
      throws Exception {
    try (Standalone standalone =
        Standalone.start(
            List.of("--application.data-directory=" + data, "--server.port=0", "--kafka.port=0"))) {
      assertThat(get(standalone, "").body())
          .contains("\"knowledge_base\"", "\"log_context\"", "\"log_timeline\"")
          .contains("\"absent\":[{\"name\":\"web_search\"", "tools.web-search-url");
      var settings =
          ToolHostSettings.of(
              Map.of("bootstrap.servers", standalone.bootstrapServers()),
              new Topics("faultmaven.", Tenant.DEFAULT, List.of()),
              "sre team");
      try (ToolHost host = ToolHost.start(new Directory(), settings)) {
        assertThat(host).isNotNull();
        Instant end = Instant.now().plusSeconds(30);
        while (get(standalone, "/directory").statusCode() != 200) {
          assertThat(Instant.now()).isBefore(end);
          LockSupport.parkNanos(50_000_000);
        }
        HttpResponse<String> answer = call(standalone, "directory", "{\"team\":\"storage\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
            .contains("\"team\":\"storage\"", "<EMAIL_ADDRESS_")
            .doesNotContain("mary");
      }
      HttpResponse<String> found = call(standalone, "knowledge_base", "{\"query\":\"timeout\"}");
      assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
      assertThat(found.body()).contains("\"hits\":[]");
    }
  }

  private HttpResponse<String> get(Standalone standalone, String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(uri(standalone, path)).timeout(Duration.ofSeconds(20)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> call(Standalone standalone, String tool, String arguments)
      throws Exception {
    return http.send(
        HttpRequest.newBuilder(uri(standalone, "/" + tool + "/invocations"))
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(40))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"arguments\":" + arguments + ",\"timeoutSeconds\":30}"))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static URI uri(Standalone standalone, String path) {
    return URI.create("http://127.0.0.1:" + standalone.port() + "/api/v1/tools" + path);
  }

  private static final class Directory implements ITool {
    @Override
    public ToolDescription describe() {
      return new ToolDescription(
          "directory",
          "Who is on call for a team.",
          "{\"type\":\"object\",\"properties\":{\"team\":{\"type\":\"string\"}},\"required\":[\"team\"]}",
          true);
    }

    @Override
    public String call(Tenant tenant, String arguments, Instant deadline) {
      return "{\"asked\":" + arguments + ",\"contact\":\"" + SECRET + "\"}";
    }
  }
}
