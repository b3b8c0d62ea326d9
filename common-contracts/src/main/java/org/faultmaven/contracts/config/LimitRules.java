package org.faultmaven.contracts.config;

import java.util.List;
import java.util.Set;

/** Settings that limit each other. */
final class LimitRules {
  private LimitRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.of(
            "index.chunk-overlap",
            Set.of("index.chunk-tokens"),
            "must be less than index.chunk-tokens",
            config -> config.index().chunkOverlap() < config.index().chunkTokens()),
        Rule.of(
            "session.timeout",
            Set.of("session.absolute-cap"),
            "must be at most session.absolute-cap",
            config -> config.session().timeout().compareTo(config.session().absoluteCap()) <= 0),
        Rule.of(
            "tools.call-timeout",
            Set.of("tools.max-timeout"),
            "must be at most tools.max-timeout",
            config -> config.tools().callTimeout().compareTo(config.tools().maxTimeout()) <= 0),
        Rule.of(
            "sanitizer.max-record",
            Set.of("kafka.max-message"),
            "must be at most kafka.max-message",
            config -> config.sanitizer().maxRecord().compareTo(config.kafka().maxMessage()) <= 0),
        Rule.of(
            "presidio.timeout",
            Set.of("kafka.transaction-timeout"),
            "must be less than kafka.transaction-timeout, within which a batch is sanitised",
            config ->
                config.presidio().timeout().compareTo(config.kafka().transactionTimeout()) < 0));
  }
}
