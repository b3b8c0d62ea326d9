package org.faultmaven.contracts.config;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Tenant;

/** What no single setting shows: rules between settings, and what production demands. */
final class Rules {
  private final FaultMavenConfig config;
  private final Set<String> given;
  private final List<String> problems = new ArrayList<>();

  private Rules(FaultMavenConfig config, Set<String> given) {
    this.config = config;
    this.given = given;
  }

  /** The problems of a configuration whose settings are each fine by themselves. */
  static List<String> problems(FaultMavenConfig config, List<EffectiveSetting> settings) {
    var rules =
        new Rules(
            config,
            settings.stream()
                .filter(setting -> !setting.origin().equals("default"))
                .map(EffectiveSetting::key)
                .collect(Collectors.toSet()));
    rules.check();
    return rules.problems;
  }

  private void check() {
    require(
        config.index().chunkOverlap() < config.index().chunkTokens(),
        "index.chunk-overlap: accepted: less than index.chunk-tokens");
    require(
        config.session().timeout().compareTo(config.session().absoluteCap()) <= 0,
        "session.timeout: accepted: at most session.absolute-cap");
    tenant();
    pseudonymKey();
    languageModel();
    if (config.application().environment() == ApplicationConfig.Environment.PRODUCTION) {
      production();
    }
  }

  private void tenant() {
    try {
      new Tenant(config.application().tenant());
    } catch (IllegalArgumentException e) {
      problems.add(
          "application.tenant: accepted: 1 to 63 lower-case letters, digits and inner hyphens");
    }
  }

  private void pseudonymKey() {
    Secret key = config.sanitizer().pseudonymKey();
    if (!key.isSet()) {
      return;
    }
    String accepted =
        "sanitizer.pseudonym-key: accepted: base64 of at least "
            + KeyedHash.MIN_KEY_BYTES
            + " random bytes, as `openssl rand -base64 32` makes";
    try {
      require(Base64.getDecoder().decode(key.reveal()).length >= KeyedHash.MIN_KEY_BYTES, accepted);
    } catch (IllegalArgumentException e) {
      problems.add(accepted);
    }
  }

  /**
   * A key is required once a model is asked for, unless its provider is on this machine; asking for
   * none is fine.
   */
  private void languageModel() {
    boolean asked = given.contains("llm.provider") || given.contains("llm.model");
    LlmConfig llm = config.llm();
    boolean local =
        llm.provider() == LlmConfig.Provider.LOCAL || llm.provider() == LlmConfig.Provider.OLLAMA;
    require(
        !asked || local || llm.apiKey().isSet(),
        "llm.api-key: a key is required for the provider that is asked for (or set"
            + " llm.provider=local)");
    require(
        !asked || llm.provider() != LlmConfig.Provider.LOCAL || llm.baseUrl() != null,
        "llm.base-url: the provider local needs an address such as http://host:8000/v1");
  }

  private void production() {
    require(
        config.sanitizer().pseudonymKey().isSet(),
        "sanitizer.pseudonym-key: production needs a key of its own; make one with `openssl rand"
            + " -base64 32`");
    require(
        !config.kafka().createTopics() || config.kafka().replicationFactor() >= 2,
        "kafka.replication-factor: production needs at least 2, so that a broker can be lost");
  }

  private void require(boolean condition, String problem) {
    if (!condition) {
      problems.add(problem);
    }
  }
}
