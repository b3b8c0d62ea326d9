package org.faultmaven.query.model;

import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.faultmaven.adapters.call.BreakerLimits;
import org.faultmaven.adapters.call.ExternalSystem;
import org.faultmaven.contracts.config.LlmConfig;
import org.faultmaven.contracts.config.LlmConfig.Endpoint;
import org.faultmaven.contracts.port.IChatModel;

/** Makes the model that the settings choose. */
public final class ModelConfiguration {
  private static final String ANTHROPIC_VERSION = "2023-06-01";

  /** A local server reads no key, but the library sends none only when it is given none. */
  private static final String NO_KEY = "none";

  private ModelConfiguration() {}

  /** The model, or none. Opens nothing yet; whoever makes it closes it. */
  public static ConfiguredModel of(LlmConfig config, MeterRegistry meters, Clock clock) {
    List<Endpoint> endpoints = config.endpoints();
    return new ConfiguredModel(
        endpoints.isEmpty()
            ? null
            : new FallbackModel(
                endpoints.stream().map(next -> model(next, config, meters, clock)).toList()));
  }

  static IChatModel model(Endpoint endpoint, LlmConfig config, MeterRegistry meters, Clock clock) {
    URI address = endpoint.address();
    if (address == null) {
      throw new IllegalArgumentException("a local model needs an address: set LOCAL_BASE_URL");
    }
    String base = address.toString().replaceAll("/+$", "");
    String provider = endpoint.provider().name().toLowerCase(Locale.ROOT);
    var transport = new Transport();
    boolean anthropic = endpoint.provider() == LlmConfig.Provider.ANTHROPIC;
    return new ProviderModel(
        provider + "/" + endpoint.model(),
        new ExternalSystem(
            "model-" + provider,
            "Look at the provider's state, or correct its address (llm.base-url).",
            BreakerLimits.DEFAULT,
            meters),
        anthropic
            ? anthropic(endpoint, base, config, transport)
            : openAi(endpoint, base, config, transport),
        transport,
        base + "/models",
        anthropic
            ? Map.of("x-api-key", key(endpoint), "anthropic-version", ANTHROPIC_VERSION)
            : Map.of("Authorization", "Bearer " + key(endpoint)),
        clock);
  }

  private static String key(Endpoint endpoint) {
    return endpoint.apiKey().isSet() ? endpoint.apiKey().reveal() : NO_KEY;
  }

  private static StreamingChatModel anthropic(
      Endpoint endpoint, String base, LlmConfig config, Transport transport) {
    return AnthropicStreamingChatModel.builder()
        .httpClientBuilder(new TransportBuilder(transport))
        .baseUrl(base)
        .apiKey(key(endpoint))
        .version(ANTHROPIC_VERSION)
        .modelName(endpoint.model())
        .maxTokens(config.maxTokens())
        .temperature(Math.min(1, config.temperature()))
        .logRequests(false)
        .logResponses(false)
        .build();
  }

  private static StreamingChatModel openAi(
      Endpoint endpoint, String base, LlmConfig config, Transport transport) {
    var model =
        OpenAiStreamingChatModel.builder()
            .httpClientBuilder(new TransportBuilder(transport))
            .baseUrl(base)
            .apiKey(key(endpoint))
            .modelName(endpoint.model())
            .temperature(config.temperature())
            .logRequests(false)
            .logResponses(false);
    // OpenAI's newer models refuse the name that all the others know.
    return endpoint.provider() == LlmConfig.Provider.OPENAI
        ? model.maxCompletionTokens(config.maxTokens()).build()
        : model.maxTokens(config.maxTokens()).build();
  }
}
