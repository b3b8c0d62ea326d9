package org.faultmaven.query.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.faultmaven.contracts.kit.PythonEnvironment;
import org.faultmaven.query.Await;
import org.faultmaven.query.Broker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.ResultActions;

/** The example in Python, as processes, against a real broker. */
class PythonToolIT {
  private static final Path EXAMPLE = Path.of("../examples/tools/python");
  private static final String TOOL = "disk_forecast";
  private static final String CALL =
      """
      {"arguments":{"samples":[{"at":"2026-11-20T00:00:00+00:00","usedPercent":50},
       {"at":"2026-11-22T00:00:00+00:00","usedPercent":60}]}}\
      """;

  private static PythonEnvironment python;
  private static Broker broker;
  private static RunningTools tools;
  private final List<Process> processes = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    python =
        PythonEnvironment.of(
            "example-tool", List.of(Files.readString(EXAMPLE.resolve("requirements.txt"))));
    broker = new Broker();
    tools = new RunningTools(broker, Map.of());
  }

  @AfterAll
  static void stop() {
    if (broker != null) {
      tools.close();
      broker.close();
    }
  }

  @AfterEach
  void end() throws Exception {
    for (Process process : processes) {
      process.destroyForcibly().waitFor();
    }
    Await.until("it is forgotten", () -> tools.registry.find(TOOL).isEmpty());
  }

  private Process run() throws Exception {
    Process process =
        new ProcessBuilder(
                python.python().toString(),
                EXAMPLE.resolve("disk_forecast.py").toString(),
                "--bootstrap",
                String.join(",", broker.config.kafka().bootstrapServers()),
                "--prefix",
                "test.",
                "--owner",
                "storage team")
            .redirectErrorStream(true)
            .redirectOutput(Path.of("target", "disk_forecast.log").toFile())
            .start();
    processes.add(process);
    return process;
  }

  private static ResultActions invoke(String body) throws Exception {
    return tools.api.perform(
        post("/api/v1/tools/" + TOOL + "/invocations")
            .contentType(MediaType.APPLICATION_JSON)
            .content(body));
  }

  @Test
  void is_called_and_takes_leave() throws Exception {
    Process process = run();
    tools.awaitTool(TOOL);
    tools
        .api
        .perform(get("/api/v1/tools/" + TOOL))
        .andExpect(jsonPath("$.owner").value("storage team"))
        .andExpect(jsonPath("$.version").value("1"));
    invoke(CALL)
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.result.percentPerDay").value(5.0))
        .andExpect(jsonPath("$.result.fullAt").value("2026-11-30T00:00:00Z"));
    invoke("{\"arguments\":{\"samples\":[]}}")
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.detail").value(containsString("minItems")));
    invoke(CALL.replace("2026-11-2", "never"))
        .andExpect(status().isBadGateway())
        .andExpect(jsonPath("$.detail").value(containsString("ISO 8601")));

    process.destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    Await.until("it has left", () -> tools.registry.find(TOOL).isEmpty());
  }

  @Test
  void of_two_instances_one_that_is_killed_leaves_its_calls_to_the_other() throws Exception {
    Process first = run();
    run();
    tools.awaitInstances(TOOL, 2);
    invoke(CALL).andExpect(status().isOk());
    first.destroyForcibly().waitFor();
    tools.awaitInstances(TOOL, 1);
    // Its partitions are the other's once the group has missed it, within these calls' time.
    for (int i = 0; i < 5; i++) {
      invoke(CALL.replace("]}}", "]},\"timeoutSeconds\":30}")).andExpect(status().isOk());
    }
  }

  @Test
  void disappears_when_it_is_killed() throws Exception {
    Process process = run();
    tools.awaitTool(TOOL);
    process.destroyForcibly().waitFor();
    Await.until("it is forgotten", () -> tools.registry.find(TOOL).isEmpty());
    invoke(CALL).andExpect(status().isNotFound());
  }
}
