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
        rule("access.required", Set.of(), "must be true", config -> config.access().required()),
        rule(
            "server.tls-certificate",
            Set.of("server.plaintext"),
            "must be given, or server.plaintext=true where TLS ends in front of the service,",
            config -> config.server().tlsCertificate() != null || config.server().plaintext()),
        rule(
            "server.management-port",
            Set.of(),
            "must be given",
            config -> config.server().managementPort() > 0),
        rule(
            "sanitizer.pseudonym-key",
            Set.of(),
            "must be given",
            config -> config.sanitizer().pseudonymKey().isSet()),
        rule(
            "kafka.replication-factor",
            Set.of("kafka.create-topics"),
            "must be at least 3 when kafka.create-topics is true, so that a broker can be lost,",
            config -> !config.kafka().createTopics() || config.kafka().replicationFactor() >= 3));
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
