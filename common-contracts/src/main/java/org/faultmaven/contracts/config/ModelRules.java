package org.faultmaven.contracts.config;

import java.net.URI;
import java.util.List;
import java.util.Set;

/** A language model is configured wholly or not at all. */
final class ModelRules {
  private static final Set<String> CHOICE =
      Set.of("llm.provider", "llm.model", "llm.base-url", "llm.fallback");

  private ModelRules() {}

  static List<Rule> all() {
    return List.of(
        new Rule(
            "llm.api-key",
            CHOICE,
            "must be given when llm.provider, llm.model, llm.base-url or llm.fallback is, unless"
                + " the provider is local or ollama; answers are extractive when none of them is",
            (config, given) ->
                config.llm().configured() || CHOICE.stream().noneMatch(given::contains)),
        Rule.of(
            "llm.base-url",
            Set.of("llm.provider"),
            "must be given when llm.provider is local",
            config ->
                config.llm().provider() != LlmConfig.Provider.LOCAL
                    || config.llm().baseUrl() != null),
        Rule.of(
            "llm.fallback",
            Set.of("llm.provider"),
            "must name providers, each once and other than llm.provider, that have a"
                + " <PROVIDER>_MODEL, a <PROVIDER>_API_KEY unless they need none, and, when local,"
                + " a <PROVIDER>_BASE_URL",
            ModelRules::fallbacks),
        new Rule(
            "llm.model",
            Set.of("llm.provider"),
            "must be given when llm.provider is neither openai, whose model the default is, nor"
                + " local",
            (config, given) ->
                config.llm().provider() == LlmConfig.Provider.OPENAI
                    || config.llm().provider() == LlmConfig.Provider.LOCAL
                    || given.contains("llm.model")));
  }

  private static boolean fallbacks(FaultMavenConfig config) {
    LlmConfig llm = config.llm();
    return llm.fallbacks().size() == llm.fallback().size()
        && llm.fallbacks().stream().allMatch(ModelRules::usable)
        && llm.fallbacks().stream().map(LlmConfig.Endpoint::provider).distinct().count()
            == llm.fallbacks().size()
        && llm.fallbacks().stream().noneMatch(next -> next.provider() == llm.provider());
  }

  private static boolean usable(LlmConfig.Endpoint endpoint) {
    URI address = endpoint.address();
    return endpoint.whole() && address != null && ValueCodecs.isAddress(address.toString());
  }
}
