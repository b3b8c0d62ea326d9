package org.faultmaven.contracts.config;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The language model; answers are extractive when none is configured. */
@Section(value = "llm", doc = "The language model; answers are extractive when none is configured.")
public record LlmConfig(
    @Setting(
            doc = "Which provider, when a key or a local address is set.",
            defaultValue = "openai",
            env = "CHAT_PROVIDER")
        Provider provider,
    @Setting(doc = "Key of the provider; required unless it is local or no model is wanted.")
        Secret apiKey,
    @Setting(doc = "Model name.", defaultValue = "gpt-4o") String model,
    @Setting(
            doc =
                "Address of the API, up to and with its version (/v1); the provider's own when none"
                    + " is given.")
        @Nullable URI baseUrl,
    @Setting(
            doc =
                "Providers that are asked in this order when the first one fails before it has said"
                    + " anything; each by its own <PROVIDER>_API_KEY, <PROVIDER>_MODEL and"
                    + " <PROVIDER>_BASE_URL.")
        List<String> fallback,
    @Setting(
            doc = "Most tokens that one reply of the model has.",
            defaultValue = "1000",
            env = "LLM_MAX_TOKENS",
            min = "1",
            max = "1000000")
        int maxTokens,
    @Setting(
            doc = "0 is steady, 2 is wild.",
            defaultValue = "0.7",
            env = "LLM_TEMPERATURE",
            min = "0",
            max = "2")
        double temperature,
    @Setting(
            doc =
                "Longest time for the model's part of an answer, with its tools; the answer is"
                    + " extractive after it.",
            defaultValue = "60s",
            bareUnit = "s",
            min = "1s",
            max = "10m")
        Duration timeout,
    @Setting(
            doc = "How often the model may ask for tools before it has to answer; 0 is never.",
            defaultValue = "6",
            min = "0",
            max = "50")
        int toolSteps,
    @Setting(
            doc = "Most characters of a tool's result that the model is shown.",
            defaultValue = "8000",
            min = "100",
            max = "1000000")
        int toolResultChars,
    @Setting(
            doc =
                "Most characters of evidence that the model is shown; lower it for a model with a"
                    + " small context (4 characters are about a token).",
            defaultValue = "12000",
            min = "500",
            max = "1000000")
        int evidenceChars,
    @Setting(
            doc =
                "Tokens, read and written, after which the model of a question gets no further"
                    + " step.",
            defaultValue = "50000",
            min = "1",
            max = "100000000")
        int questionTokens,
    @Setting(
            doc =
                "Tokens, read and written, after which a session's questions are answered without"
                    + " the model.",
            defaultValue = "500000",
            min = "1",
            max = "1000000000")
        int sessionTokens,
    @Bound List<Endpoint> fallbacks) {
  public LlmConfig {
    fallback = List.copyOf(fallback);
    fallbacks = List.copyOf(fallbacks);
  }

  /** Providers by FaultMaven's names, with the addresses that they publish. */
  public enum Provider {
    OPENAI("https://api.openai.com/v1"),
    ANTHROPIC("https://api.anthropic.com/v1"),
    FIREWORKS("https://api.fireworks.ai/inference/v1"),
    GROQ("https://api.groq.com/openai/v1"),
    GEMINI("https://generativelanguage.googleapis.com/v1beta/openai"),
    OPENROUTER("https://openrouter.ai/api/v1"),
    OLLAMA("http://127.0.0.1:11434/v1"),
    LOCAL(null);

    private final @Nullable String address;

    Provider(@Nullable String address) {
      this.address = address;
    }

    /** Whether its servers answer without a key. */
    public boolean keyless() {
      return this == OLLAMA || this == LOCAL;
    }

    /** Where it answers unless told otherwise; null of a local server, which may be anywhere. */
    public @Nullable URI address() {
      return address == null ? null : URI.create(address);
    }
  }

  /**
   * A model that can be asked.
   *
   * @param model empty when none is named
   * @param baseUrl null for the provider's own address
   */
  public record Endpoint(Provider provider, Secret apiKey, String model, @Nullable URI baseUrl) {
    /** Where it answers; null when neither it nor its provider says. */
    public @Nullable URI address() {
      return baseUrl == null ? provider.address() : baseUrl;
    }

    /** Whether it is known who is asked, and where, and by which key. */
    boolean whole() {
      return !model.isEmpty() && address() != null && (apiKey.isSet() || provider.keyless());
    }
  }

  /** Whether there is a model to ask; answers are extractive otherwise. */
  public boolean configured() {
    return apiKey.isSet() || provider.keyless();
  }

  /** The models in the order in which they are asked; none when there is no model to ask. */
  public List<Endpoint> endpoints() {
    if (!configured()) {
      return List.of();
    }
    var endpoints = new ArrayList<Endpoint>();
    endpoints.add(new Endpoint(provider, apiKey, model, baseUrl));
    endpoints.addAll(fallbacks);
    return endpoints;
  }
}
