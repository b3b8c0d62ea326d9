package org.faultmaven.contracts.config;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.faultmaven.contracts.config.LlmConfig.Endpoint;
import org.jspecify.annotations.Nullable;

/** Reads the models that stand in for the first, by their providers' own names. */
final class FallbackModels {
  private final ConfigSource source;

  FallbackModels(ConfigSource source) {
    this.source = source;
  }

  /** Those whose names are known; the rest is left to the rules. */
  List<Endpoint> read(List<?> names) {
    return names.stream()
        .map(name -> provider(name.toString()))
        .flatMap(Optional::stream)
        .map(this::endpoint)
        .toList();
  }

  static Optional<LlmConfig.Provider> provider(String name) {
    return Stream.of(LlmConfig.Provider.values())
        .filter(provider -> provider.name().toLowerCase(Locale.ROOT).equals(name.strip()))
        .findFirst();
  }

  private Endpoint endpoint(LlmConfig.Provider provider) {
    return new Endpoint(
        provider,
        new Secret(text("llm.api-key", provider)),
        text("llm.model", provider),
        address(text("llm.base-url", provider)));
  }

  private String text(String key, LlmConfig.Provider provider) {
    return ProviderNames.of(key, ProviderNames.prefix(provider))
        .flatMap(name -> source.find(List.of(name)))
        .map(value -> value.text().strip())
        .orElse("");
  }

  /** An address that can't be read makes the endpoint incomplete, which a rule reports. */
  private static @Nullable URI address(String text) {
    try {
      return text.isEmpty() ? null : URI.create(text);
    } catch (IllegalArgumentException e) {
      return URI.create("");
    }
  }
}
