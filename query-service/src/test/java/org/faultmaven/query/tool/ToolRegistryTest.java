package org.faultmaven.query.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.faultmaven.contracts.config.ConfigSource;
import org.faultmaven.contracts.config.Configuration;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.tool.ToolDescription;
import org.faultmaven.query.TestPorts;
import org.faultmaven.query.tool.ToolOutcome.Status;
import org.junit.jupiter.api.Test;

/** FaultMaven's verbs: register, get, list, create all. */
class ToolRegistryTest {
  private final RunningTools.Switched sanitizer = new RunningTools.Switched();
  private final ToolRegistry registry =
      ToolRegistry.inProcess(
          sanitizer,
          TestPorts.POLICIES.named("documents"),
          Configuration.load(
                  ConfigSource.of(
                      Map.of(
                          "tools.max-concurrent",
                          "1",
                          "tools.max-result",
                          "1KiB",
                          "sanitizer.pseudonym-key",
                          "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="),
                      "test"))
              .config()
              .tools(),
          Clock.systemUTC(),
          new SimpleMeterRegistry());

  private ToolOutcome call(String tool, String json, int millis) {
    SanitizedText arguments = registry.arguments(Tenant.DEFAULT, json).orElseThrow();
    return registry.call(Tenant.DEFAULT, tool, arguments, Instant.now().plusMillis(millis));
  }

  @Test
  void registers_gets_and_lists() {
    var tool = RunningTools.tool("one", (_, _) -> "1");
    registry.register("one", tool);

    assertThat(registry.get("one")).containsSame(tool);
    assertThat(registry.get("two")).isEmpty();
    assertThat(registry.list()).extracting(ToolDescription::name).containsExactly("one");
    assertThat(call("one", "{\"n\":1}", 5_000).text().text()).isEqualTo("1");
  }

  @Test
  void refuses_what_is_not_a_tool_or_has_no_good_name() {
    var tool = RunningTools.tool("one", (_, _) -> "1");
    registry.register("one", tool);

    assertThatThrownBy(() -> registry.register("text", "no tool"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not implement ITool");
    assertThatThrownBy(() -> registry.register("one", tool)).hasMessageContaining("already");
    assertThatThrownBy(() -> registry.register("other", tool)).hasMessageContaining("another name");
    assertThatThrownBy(() -> RunningTools.tool("No-Name", (_, _) -> "1").describe())
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(registry.list()).hasSize(1);
  }

  @Test
  void one_that_can_not_be_made_is_left_out_and_the_others_come() {
    var makers = new LinkedHashMap<String, Supplier<?>>();
    makers.put(
        "broken",
        () -> {
          throw new IllegalStateException("jane.doe@example.com");
        });
    makers.put("none", () -> "no tool");
    makers.put(
        "unset",
        () -> {
          throw new BackendException("set tools.web-search-url", false);
        });
    makers.put("well", () -> RunningTools.tool("well", (_, _) -> "1"));
    registry.createAll(makers);

    assertThat(registry.list()).extracting(ToolDescription::name).containsExactly("well");
    assertThat(registry.absent())
        .containsEntry("broken", "it could not be made (IllegalStateException)")
        .containsEntry("unset", "set tools.web-search-url")
        .containsKey("none");
  }

  @Test
  void whatever_a_tool_does_is_an_outcome() throws Exception {
    var release = new CountDownLatch(1);
    registry.register(
        "bad",
        RunningTools.tool(
            "bad",
            (arguments, _) -> {
              if (arguments.contains("1")) {
                throw new BackendException("jane.doe@example.com is unknown", false);
              }
              if (arguments.contains("2")) {
                throw new StackOverflowError();
              }
              while (release.getCount() > 0) {
                Thread.onSpinWait();
              }
              return "late";
            }));

    assertThat(call("bad", "{\"n\":1}", 5_000))
        .returns(Status.FAILED, ToolOutcome::status)
        .returns("<EMAIL_ADDRESS_aaaaaaaa> is unknown", outcome -> outcome.text().text());
    assertThat(call("bad", "{\"n\":2}", 5_000).status()).isEqualTo(Status.FAILED);
    assertThat(call("bad", "{\"n\":-1}", 5_000).status()).isEqualTo(Status.BAD_ARGUMENTS);
    assertThat(call("gone", "{}", 5_000).status()).isEqualTo(Status.UNKNOWN_TOOL);
    assertThat(call("bad", "{\"n\":3}", 100).status()).isEqualTo(Status.TIMED_OUT);
    // What hangs keeps its place, which is the only one here.
    assertThat(call("bad", "{\"n\":3}", 100).status()).isEqualTo(Status.BUSY);
    release.countDown();
  }

  @Test
  void arguments_that_a_tool_can_not_use_are_the_callers_fault() {
    registry.register(
        "timed",
        new SanitizedTool() {
          @Override
          public ToolDescription describe() {
            return new ToolDescription("timed", "Takes a time.", RunningTools.SCHEMA, true);
          }

          @Override
          public SanitizedText answer(Tenant tenant, ToolArguments arguments, Instant deadline) {
            throw new UnfitArgumentsException("from is no time");
          }
        });

    assertThat(call("timed", "{\"n\":1}", 5_000))
        .returns(Status.BAD_ARGUMENTS, ToolOutcome::status)
        .returns("from is no time", outcome -> outcome.text().text());
  }

  @Test
  void nothing_stands_in_for_a_sanitiser_that_is_away() {
    registry.register("one", RunningTools.tool("one", (_, _) -> "raw"));
    SanitizedText arguments = registry.arguments(Tenant.DEFAULT, "{\"n\":1}").orElseThrow();
    sanitizer.away.set(true);

    assertThatThrownBy(() -> registry.arguments(Tenant.DEFAULT, "{\"n\":1}"))
        .isInstanceOf(BackendException.class);
    assertThatThrownBy(
            () -> registry.call(Tenant.DEFAULT, "one", arguments, Instant.now().plusSeconds(5)))
        .isInstanceOfSatisfying(BackendException.class, e -> assertThat(e.retryable()).isTrue());
  }

  @Test
  void arguments_are_one_object_of_bounded_size() {
    assertThat(registry.arguments(Tenant.DEFAULT, "[1]")).isEmpty();
    assertThat(registry.arguments(Tenant.DEFAULT, "no json")).isEmpty();
    assertThat(registry.arguments(Tenant.DEFAULT, "{\"a\":1,\"a\":2}")).isEmpty();
    assertThat(registry.arguments(Tenant.DEFAULT, "{\"a\":\"" + "x".repeat(40_000) + "\"}"))
        .isEmpty();
    assertThat(
            registry
                .arguments(Tenant.DEFAULT, "{\"a\":\"mail jane.doe@example.com\"}")
                .orElseThrow()
                .text())
        .isEqualTo("{\"a\":\"mail <EMAIL_ADDRESS_aaaaaaaa>\"}");
  }
}
