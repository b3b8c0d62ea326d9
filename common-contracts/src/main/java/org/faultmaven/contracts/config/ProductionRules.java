package org.faultmaven.contracts.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What the profile {@code production} does not start without. */
final class ProductionRules {
  private ProductionRules() {}

  static List<Rule> all() {
    return List.of(
        rule(
            "sanitizer.pseudonym-key",
            Set.of(),
            "must be given",
            config -> config.sanitizer().pseudonymKey().isSet()),
        rule(
            "kafka.replication-factor",
            Set.of("kafka.create-topics"),
            "must be at least 2 when kafka.create-topics is true",
            config -> !config.kafka().createTopics() || config.kafka().replicationFactor() >= 2));
  }

  private static Rule rule(
      String key, Set<String> others, String must, Predicate<FaultMavenConfig> holds) {
    var compared = new HashSet<>(others);
    compared.add("application.environment");
    return Rule.of(
        key,
        compared,
        must + " in production",
        config ->
            config.application().environment() != ApplicationConfig.Environment.PRODUCTION
                || holds.test(config));
  }
}
