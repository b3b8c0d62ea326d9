package org.faultmaven.contracts.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * FaultMaven's names of a language model's settings begin with the provider's: {@code
 * ANTHROPIC_API_KEY}, {@code OPENAI_MODEL}. Which provider counts is what {@code CHAT_PROVIDER}
 * says.
 */
final class ProviderNames {
  private ProviderNames() {}

  static Optional<ConfigSource.Value> find(Key key, ConfigSource source) {
    var names = new ArrayList<>(key.names());
    suffix(key.name()).ifPresent(suffix -> names.add(provider(source) + suffix));
    return source.find(names).filter(value -> !value.text().isBlank());
  }

  private static Optional<String> suffix(String key) {
    return switch (key) {
      case "llm.api-key" -> Optional.of("_API_KEY");
      case "llm.model" -> Optional.of("_MODEL");
      case "llm.base-url" -> Optional.of("_BASE_URL");
      default -> Optional.empty();
    };
  }

  private static String provider(ConfigSource source) {
    Key provider =
        Key.of(LlmConfig.class).stream()
            .filter(key -> key.name().equals("llm.provider"))
            .findFirst()
            .orElseThrow();
    return source
        .find(List.copyOf(provider.names()))
        .map(ConfigSource.Value::text)
        .orElse(provider.setting().defaultValue())
        .strip()
        .toUpperCase(Locale.ROOT);
  }
}
