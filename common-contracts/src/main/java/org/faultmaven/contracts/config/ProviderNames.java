package org.faultmaven.contracts.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * FaultMaven's environment names that begin with the model's provider. Only those of the provider
 * in use are read: an {@code ANTHROPIC_API_KEY} means nothing while {@code CHAT_PROVIDER} is {@code
 * openai}.
 */
final class ProviderNames {
  /** Stands for the provider in the documentation. */
  static final String PLACEHOLDER = "<PROVIDER>";

  private static final Map<String, String> SUFFIXES =
      Map.of(
          "llm.api-key", "_API_KEY",
          "llm.model", "_MODEL",
          "llm.base-url", "_BASE_URL");

  private ProviderNames() {}

  static String prefix(LlmConfig.Provider provider) {
    return provider.name().toUpperCase(Locale.ROOT);
  }

  /** The name of a key for a provider, when it has one. */
  static Optional<String> of(String key, String prefix) {
    return Optional.ofNullable(SUFFIXES.get(key)).map(suffix -> prefix + suffix);
  }
}
