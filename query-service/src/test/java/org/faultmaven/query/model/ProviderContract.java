package org.faultmaven.query.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.faultmaven.contracts.config.ConfigSource;
import org.faultmaven.contracts.config.Configuration;
import org.faultmaven.contracts.config.LlmConfig;
import org.faultmaven.contracts.config.LlmConfig.Endpoint;
import org.faultmaven.contracts.config.Secret;
import org.faultmaven.contracts.kit.ChatModelContract;
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
        Clock.systemUTC());
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
