package org.faultmaven.contracts.config;

import java.util.List;
import java.util.Set;

/** A language model is configured wholly or not at all. */
final class ModelRules {
  private static final Set<String> CHOICE = Set.of("llm.provider", "llm.model", "llm.base-url");

  private ModelRules() {}

  static List<Rule> all() {
    return List.of(
        new Rule(
            "llm.api-key",
            CHOICE,
            "must be given when llm.provider, llm.model or llm.base-url is, unless the provider is"
                + " local or ollama; answers are extractive when none of them is",
            (config, given) ->
                config.llm().configured() || CHOICE.stream().noneMatch(given::contains)),
        Rule.of(
            "llm.base-url",
            Set.of("llm.provider"),
            "must be given when llm.provider is local",
            config ->
                config.llm().provider() != LlmConfig.Provider.LOCAL
                    || config.llm().baseUrl() != null),
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
}
