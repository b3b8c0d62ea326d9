package org.faultmaven.contracts.config;

import java.net.URI;
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
    @Setting(doc = "Address of an OpenAI-compatible server.") @Nullable URI baseUrl,
    @Setting(
            doc = "Most tokens of an answer.",
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
        double temperature) {
  /** Providers by FaultMaven's names. */
  public enum Provider {
    OPENAI,
    ANTHROPIC,
    FIREWORKS,
    GROQ,
    GEMINI,
    OPENROUTER,
    OLLAMA,
    LOCAL;

    /** Whether its servers answer without a key. */
    public boolean keyless() {
      return this == OLLAMA || this == LOCAL;
    }
  }

  /** Whether there is a model to ask; answers are extractive otherwise. */
  public boolean configured() {
    return apiKey.isSet() || provider.keyless();
  }
}
