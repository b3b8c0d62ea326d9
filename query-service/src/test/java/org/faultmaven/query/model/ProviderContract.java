package org.faultmaven.query.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.faultmaven.contracts.config.ConfigSource;
import org.faultmaven.contracts.config.Configuration;
import org.faultmaven.contracts.config.LlmConfig;
import org.faultmaven.contracts.config.LlmConfig.Endpoint;
import org.faultmaven.contracts.config.Secret;
import org.faultmaven.contracts.kit.ChatModelContract;
import org.faultmaven.contracts.kit.ManualClock;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.IChatModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Holds every provider to the port, and keys and content to where they belong. */
@ExtendWith(OutputCaptureExtension.class)
abstract class ProviderContract extends ChatModelContract {
  private static final String KEY = "sk-made-up-key-of-a-test";

  private final LlmConfig.Provider provider;
  private final FakeProvider server;
  private final ManualClock clock = new ManualClock(Instant.parse("2031-06-01T00:00:00Z"));

  ProviderContract(LlmConfig.Provider provider, FakeProvider.Wire wire) {
    this.provider = provider;
    this.server = new FakeProvider(wire);
  }

  @Override
  protected IChatModel model(Behaviour behaviour) {
    server.behave(behaviour);
    LlmConfig config = Configuration.load(ConfigSource.of(Map.of(), "none")).config().llm();
    return ModelConfiguration.model(
        new Endpoint(provider, new Secret(KEY), "m", server.address()),
        config,
        new SimpleMeterRegistry(),
        clock);
  }

  @Override
  protected List<String> requests() {
    return server.requests();
  }

  @Override
  protected boolean clientLeft() {
    return server.clientLeft();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theKeyGoesToTheProvider() {
    try (IChatModel model = model(Behaviour.TEXT)) {
      model.chat(QUESTION, List.of(), WITHIN, _ -> {});
    }
    assertThat(server.keys()).singleElement().asString().contains(KEY);
  }

  @Test
  void aCheckAsksOnceAMinuteAndSaysWhatIsWrong() {
    server.answerChecks(404);
    model = model(Behaviour.TEXT);
    assertThat(model.check().up()).isTrue();
    assertThat(model.check().up()).isTrue();
    assertThat(server.checks()).isEqualTo(1);

    server.answerChecks(401);
    clock.advance(Duration.ofSeconds(61));
    assertThat(model.check().up()).isFalse();
    assertThat(model.check().detail()).contains("HTTP 401", "check its key");
    server.close();
    clock.advance(Duration.ofSeconds(61));
    assertThat(model.check().detail()).contains("can't be reached");
  }

  @Test
  void nothingThatIsSaidIsLogged(CapturedOutput output) {
    for (Behaviour behaviour : Behaviour.values()) {
      if (behaviour == Behaviour.STALL) {
        continue;
      }
      try (IChatModel model = model(behaviour)) {
        model.chat(QUESTION, List.of(LOOK_UP), WITHIN, _ -> {});
      } catch (BackendException e) {
        assertThat(e).hasMessageNotContaining(KEY).hasMessageNotContaining("node 2");
      }
    }
    assertThat(output.getAll())
        .doesNotContain(KEY, PLANTED, "Which node was lost", "was lost", "node 2");
  }
}
