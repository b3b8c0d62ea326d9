package org.faultmaven.query.tool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.faultmaven.contracts.kit.RecordingTracer;
import org.faultmaven.contracts.kit.RecordingTracer.Ended;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.tool.ToolDescription;
import org.faultmaven.contracts.tool.ToolHost;
import org.faultmaven.contracts.trace.TraceContext;
import org.faultmaven.contracts.trace.TraceSpan;
import org.faultmaven.query.Await;
import org.faultmaven.query.Broker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** Tools that announce themselves, over a real broker. */
class ToolsByTopicIT {
  private static final String SECRET = "jane.doe@example.com";

  private static Broker broker;
  private static RunningTools tools;

  @BeforeAll
  static void start() throws Exception {
    broker = new Broker();
    tools =
        new RunningTools(broker, Map.of("tools.max-result", "1KiB", "tools.max-concurrent", "2"));
  }

  @AfterAll
  static void stop() {
    tools.close();
    broker.close();
  }

  private static ResultActions invoke(String tool, String body) throws Exception {
    return tools.api.perform(
        post("/api/v1/tools/" + tool + "/invocations")
            .contentType(MediaType.APPLICATION_JSON)
            .content(body));
  }

  private static void announce(String key, String value) throws Exception {
    broker.send(
        new ProducerRecord<>(
            broker.topics.toolRegistry().name(),
            key.getBytes(UTF_8),
            value == null ? null : value.getBytes(UTF_8)));
  }

  private static String announcement(String description, String schema, int heartbeat) {
    return """
    {"version":"1","description":"%s","argumentsSchema":%s,"readOnly":true,"owner":"x","heartbeatSeconds":%d}\
    """
        .formatted(description, schema, heartbeat);
  }

  @Test
  void a_tool_announces_itself_is_called_and_leaves() throws Exception {
    try (var host =
        ToolHost.start(
            RunningTools.tool("echo", (arguments, _) -> "{\"got\":" + arguments + "}"),
            RunningTools.host(broker))) {
      assertThat(host).isNotNull();
      tools.awaitTool("echo");
      tools
          .api
          .perform(get("/api/v1/tools/echo"))
          .andExpect(status().isOk())
          .andExpect(jsonPath("$.owner").value("sre team"))
          .andExpect(jsonPath("$.instances").value(1))
          .andExpect(jsonPath("$.health").value("UP"))
          .andExpect(jsonPath("$.readOnly").value(true))
          .andExpect(jsonPath("$.argumentsSchema.required[0]").value("n"));

      invoke("echo", "{\"arguments\":{\"n\":7,\"text\":\"hello\"}}")
          .andExpect(status().isOk())
          .andExpect(jsonPath("$.tool").value("echo"))
          .andExpect(jsonPath("$.callId").isString())
          .andExpect(jsonPath("$.result.got.n").value(7))
          .andExpect(jsonPath("$.truncated").doesNotExist());
      assertThat(tools.calls("echo", "ok")).isEqualTo(1);
    }
    Await.until("it has left", () -> tools.registry.find("echo").isEmpty());
    invoke("echo", "{\"arguments\":{\"n\":7}}")
        .andExpect(status().isNotFound())
        .andExpect(jsonPath("$.detail").value(containsString("There are:")));
  }

  @Test
  void a_call_and_its_result_carry_the_trace() throws Exception {
    var tracer = new RecordingTracer();
    try (var host =
        ToolHost.start(RunningTools.tool("traced", (_, _) -> "{}"), RunningTools.host(broker))) {
      assertThat(host).isNotNull();
      tools.awaitTool("traced");
      try (var called = new CallReader(broker, "traced")) {
        try (TraceSpan _ = tracer.begin("request")) {
          invoke("traced", "{\"arguments\":{\"n\":1}}").andExpect(status().isOk());
        }

        Ended call = tracer.ended("execute_tool traced").getFirst();
        assertThat(call.attributes())
            .containsEntry("faultmaven.tool.status", "ok")
            .containsEntry("messaging.destination.name", broker.topics.toolCalls("traced").name());
        assertThat(TraceContext.of(called.next().headers())).isEqualTo(call.context());
        assertThat(called.results())
            .extracting(result -> TraceContext.of(result.headers()))
            .contains(call.context());
      }
    }
  }

  @Test
  void arguments_are_sanitised_and_fit_the_schema() throws Exception {
    try (var host =
        ToolHost.start(
            RunningTools.tool("strict", (arguments, _) -> arguments), RunningTools.host(broker))) {
      assertThat(host).isNotNull();
      tools.awaitTool("strict");
      invoke("strict", "{\"arguments\":{\"n\":1,\"text\":\"ask " + SECRET + "\"}}")
          .andExpect(status().isOk())
          .andExpect(content().string(not(containsString("jane"))))
          .andExpect(jsonPath("$.result.text").value("ask <EMAIL_ADDRESS_aaaaaaaa>"));

      invoke("strict", "{\"arguments\":{\"n\":\"" + SECRET + "\",\"zzz\":1}}")
          .andExpect(status().isBadRequest())
          .andExpect(content().string(not(containsString("jane"))))
          .andExpect(jsonPath("$.detail").value(containsString("n must fit the schema's type")));
      invoke("strict", "{\"arguments\":[1]}").andExpect(status().isBadRequest());
      invoke("strict", "{}").andExpect(status().isBadRequest());
      invoke("strict", "{\"arguments\":{\"n\":1},\"timeoutSeconds\":0}")
          .andExpect(status().isBadRequest());
      invoke("strict", "{\"arguments\":{\"n\":1,\"text\":\"" + "x".repeat(40_000) + "\"}}")
          .andExpect(status().isBadRequest());
    }
  }

  @Test
  void a_planted_secret_never_reaches_the_answer() throws Exception {
    var failing = new AtomicInteger();
    try (var host =
        ToolHost.start(
            RunningTools.tool(
                "leaky",
                (_, _) -> {
                  if (failing.get() == 1) {
                    throw new BackendException("no such user " + SECRET, false);
                  }
                  if (failing.get() == 2) {
                    throw new IllegalStateException(SECRET);
                  }
                  return "{\"users\":[{\"" + SECRET + "\":\"mail " + SECRET + "\"}]}";
                }),
            RunningTools.host(broker))) {
      assertThat(host).isNotNull();
      tools.awaitTool("leaky");
      invoke("leaky", "{\"arguments\":{\"n\":1}}")
          .andExpect(status().isOk())
          .andExpect(jsonPath("$.result.users[0]['<EMAIL_ADDRESS_aaaaaaaa>']").exists())
          .andExpect(content().string(not(containsString("jane"))));
      failing.set(1);
      invoke("leaky", "{\"arguments\":{\"n\":1}}")
          .andExpect(status().isBadGateway())
          .andExpect(jsonPath("$.detail").value(containsString("no such user <EMAIL")))
          .andExpect(content().string(not(containsString("jane"))));
      failing.set(2);
      invoke("leaky", "{\"arguments\":{\"n\":1}}")
          .andExpect(status().isBadGateway())
          .andExpect(content().string(not(containsString("jane"))));

      failing.set(0);
      tools.sanitizer.away.set(true);
      invoke("leaky", "{\"arguments\":{\"n\":1}}").andExpect(status().isServiceUnavailable());
      tools.sanitizer.away.set(false);
      invoke("leaky", "{\"arguments\":{\"n\":1}}").andExpect(status().isOk());
    } finally {
      tools.sanitizer.away.set(false);
    }
  }

  @Test
  void a_tool_that_hangs_harms_itself_alone() throws Exception {
    var release = new CountDownLatch(1);
    var hung = new AtomicInteger();
    try (var hanging =
            ToolHost.start(
                RunningTools.tool(
                    "hanging",
                    (arguments, _) -> {
                      if (arguments.contains("0")) {
                        return "well so far";
                      }
                      hung.incrementAndGet();
                      // It is a bad tool: an interrupt does not stop it, but makes it spin.
                      while (release.getCount() > 0) {
                        LockSupport.parkNanos(1_000_000);
                      }
                      return "late";
                    }),
                RunningTools.host(broker));
        var well =
            ToolHost.start(
                RunningTools.tool("well", (_, _) -> "well"), RunningTools.host(broker))) {
      assertThat(hanging).isNotEqualTo(well);
      tools.awaitTool("hanging");
      tools.awaitTool("well");
      invoke("hanging", "{\"arguments\":{\"n\":0}}").andExpect(status().isOk());
      var statuses = new ArrayList<Future<Integer>>();
      try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 2; i++) {
          statuses.add(
              callers.submit(
                  () ->
                      invoke("hanging", "{\"arguments\":{\"n\":1},\"timeoutSeconds\":4}")
                          .andReturn()
                          .getResponse()
                          .getStatus()));
        }
        Await.until("both hang", () -> hung.get() == 2);
        invoke("hanging", "{\"arguments\":{\"n\":1}}").andExpect(status().isTooManyRequests());
        invoke("well", "{\"arguments\":{\"n\":1}}")
            .andExpect(status().isOk())
            .andExpect(jsonPath("$.result").value("well"));
      }
      for (Future<Integer> status : statuses) {
        assertThat(status.get()).isEqualTo(504);
      }
      assertThat(tools.calls("hanging", "timed_out")).isEqualTo(2);
    } finally {
      release.countDown();
    }
  }

  @Test
  void a_long_result_is_cut_and_says_so() throws Exception {
    try (var host =
        ToolHost.start(
            RunningTools.tool("long", (_, _) -> "\u00e9".repeat(2_000)),
            RunningTools.host(broker))) {
      assertThat(host).isNotNull();
      tools.awaitTool("long");
      invoke("long", "{\"arguments\":{\"n\":1}}")
          .andExpect(status().isOk())
          .andExpect(jsonPath("$.truncated").value(true))
          .andExpect(jsonPath("$.result").value("\u00e9".repeat(512)));
    }
  }

  @Test
  void a_call_with_an_idempotency_key_is_carried_out_once() throws Exception {
    var carriedOut = new AtomicInteger();
    var description =
        new ToolDescription("writes", "Changes something.", RunningTools.SCHEMA, false);
    try (var other = new RunningTools(broker, Map.of());
        var host =
            ToolHost.start(
                RunningTools.tool(description, (_, _) -> "done " + carriedOut.incrementAndGet()),
                RunningTools.host(broker))) {
      assertThat(host).isNotNull();
      tools.awaitTool("writes");
      other.awaitTool("writes");
      // The second is another instance of the service: the tool's host knows the key.
      for (RunningTools each : java.util.List.of(tools, tools, other)) {
        each.api
            .perform(
                MockMvcRequestBuilders.post("/api/v1/tools/writes/invocations")
                    .header("Idempotency-Key", "order-1")
                    .contentType(MediaType.APPLICATION_JSON)
                    .content("{\"arguments\":{\"n\":1}}"))
            .andExpect(status().isOk())
            .andExpect(jsonPath("$.result").value("done 1"));
      }
      tools
          .api
          .perform(
              post("/api/v1/tools/writes/invocations")
                  .header("Idempotency-Key", "order-1")
                  .contentType(MediaType.APPLICATION_JSON)
                  .content("{\"arguments\":{\"n\":2}}"))
          .andExpect(status().isConflict());
      invoke("writes", "{\"arguments\":{\"n\":1}}").andExpect(jsonPath("$.result").value("done 2"));
    }
  }

  @Test
  void a_late_result_and_a_stray_one_are_counted_and_dropped() throws Exception {
    announce("mute/1", announcement("Says nothing.", RunningTools.SCHEMA, 60));
    tools.awaitTool("mute");
    var read = new CallReader(broker, "mute");
    invoke("mute", "{\"arguments\":{\"n\":1},\"timeoutSeconds\":1}")
        .andExpect(status().isGatewayTimeout());
    double late = tools.dropped("late");
    double stray = tools.dropped("stray");
    read.answer(read.next(), "too late");
    read.answerWithout("nobody's");
    read.answerAs("another.instance", "somebody else's");
    Await.until("it is counted", () -> tools.dropped("late") == late + 1);
    Await.until("it is counted", () -> tools.dropped("stray") == stray + 1);
    announce("mute/1", null);
    Await.until("it has left", () -> tools.registry.find("mute").isEmpty());
    read.close();
  }

  @Test
  void a_flood_of_results_holds_nobody_up() throws Exception {
    try (var host =
            ToolHost.start(
                RunningTools.tool("steady", (_, _) -> "steady"), RunningTools.host(broker));
        var flood = new CallReader(broker, "steady")) {
      assertThat(host).isNotNull();
      tools.awaitTool("steady");
      double stray = tools.dropped("stray");
      for (int i = 0; i < 20_000; i++) {
        flood.flood("x".repeat(500));
      }
      invoke("steady", "{\"arguments\":{\"n\":1}}").andExpect(status().isOk());
      Await.until("all are counted", () -> tools.dropped("stray") >= stray + 20_000);
    }
  }

  @Test
  void what_can_not_be_accepted_is_refused_with_a_reason() throws Exception {
    double before = tools.refusedCount();
    announce("no name", "{}");
    announce("Bad-Name/1", announcement("x", RunningTools.SCHEMA, 5));
    announce("not_json/1", "{");
    announce("lies/1", announcement("x", "{\"type\":\"object\",\"properties\":7}", 5));
    announce("loops/1", announcement("x", "{\"type\":\"object\",\"$ref\":\"#\"}", 5));
    announce(
        "fetches/1",
        announcement("x", "{\"type\":\"object\",\"items\":{\"$ref\":\"http://127.0.0.1/x\"}}", 5));
    announce("list/1", announcement("x", "{\"type\":\"array\"}", 5));
    announce("frantic/1", announcement("x", RunningTools.SCHEMA, 0));
    announce("lazy/1", announcement("x", RunningTools.SCHEMA, 86_400));
    announce("large/1", announcement("x".repeat(70_000), RunningTools.SCHEMA, 5));
    announce("built_in/1", announcement("x", RunningTools.SCHEMA, 5));
    announce("quotes/1", announcement(SECRET, "{\"type\":\"" + SECRET + "\"}", 5));
    Await.until("all are counted", () -> tools.refusedCount() >= before + 12);

    tools
        .api
        .perform(get("/api/v1/tools"))
        .andExpect(status().isOk())
        .andExpect(
            jsonPath("$.refused[?(@.tool=='lies')].reason")
                .value("argumentsSchema is no JSON Schema"))
        .andExpect(
            jsonPath("$.refused[?(@.tool=='frantic')].reason").value("heartbeatSeconds is 1 to 60"))
        .andExpect(
            jsonPath("$.refused[?(@.tool=='built_in')].reason")
                .value("the name is that of a built-in tool"))
        .andExpect(jsonPath("$.tools[?(@.name=='lies')]").doesNotExist())
        .andExpect(content().string(not(containsString("jane"))));
  }

  @Test
  void the_first_description_counts_until_its_instances_have_left() throws Exception {
    announce("twice/a", announcement("One thing.", RunningTools.SCHEMA, 60));
    tools.awaitTool("twice");
    announce("twice/b", announcement("Another thing.", RunningTools.SCHEMA, 60));
    announce("twice/c", announcement("One thing.", RunningTools.SCHEMA, 60));
    tools.awaitInstances("twice", 2);
    assertThat(tools.topics.refused())
        .anySatisfy(
            refused -> assertThat(refused.reason()).contains("describes this tool otherwise"));
    announce("twice/a", null);
    announce("twice/c", null);
    announce("twice/b", announcement("Another thing.", RunningTools.SCHEMA, 60));
    Await.until(
        "the other took its place",
        () ->
            tools
                .registry
                .find("twice")
                .filter(tool -> tool.description().description().equals("Another thing."))
                .isPresent());
    announce("twice/b", null);
  }

  @Test
  void a_tool_whose_heartbeat_stops_is_forgotten_and_texts_are_sanitised() throws Exception {
    announce("mortal/1", announcement("Ask " + SECRET, RunningTools.SCHEMA, 1));
    tools.awaitTool("mortal");
    tools
        .api
        .perform(get("/api/v1/tools/mortal"))
        .andExpect(jsonPath("$.description").value("Ask <EMAIL_ADDRESS_aaaaaaaa>"));
    Await.until("it is forgotten", () -> tools.registry.find("mortal").isEmpty());
  }
}
