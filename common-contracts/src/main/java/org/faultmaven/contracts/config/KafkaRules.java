package org.faultmaven.contracts.config;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What the settings of a secured cluster need of each other, and the form of the start. */
final class KafkaRules {
  private static final String PROTOCOL = "kafka.security-protocol";
  private static final String MECHANISM = "kafka.sasl-mechanism";

  private KafkaRules() {}

  static List<Rule> all() {
    return List.of(
        rule(
            "kafka.raw-start",
            Set.of(),
            "must be earliest, latest, or a time in UTC such as 2026-11-25T00:00:00Z",
            kafka -> RawStart.isValid(kafka.rawStart())),
        rule(
            "kafka.username",
            Set.of(PROTOCOL),
            "must be given when kafka.security-protocol begins with SASL",
            kafka -> !kafka.securityProtocol().sasl() || kafka.username() != null),
        rule(
            "kafka.password",
            Set.of(PROTOCOL),
            "must be given when kafka.security-protocol begins with SASL",
            kafka -> !kafka.securityProtocol().sasl() || kafka.password().isSet()),
        rule(
            "kafka.oauth-token-url",
            Set.of(PROTOCOL, MECHANISM),
            "must be given when kafka.sasl-mechanism is OAUTHBEARER",
            kafka -> !oauth(kafka) || kafka.oauthTokenUrl() != null),
        rule(
            "kafka.tls-authorities",
            Set.of(PROTOCOL),
            "must be left out unless kafka.security-protocol is SSL or SASL_SSL",
            kafka -> kafka.tlsAuthorities() == null || kafka.securityProtocol().tls()),
        rule(
            "kafka.tls-certificate",
            Set.of(PROTOCOL),
            "must be left out unless kafka.security-protocol is SSL or SASL_SSL",
            kafka -> kafka.tlsCertificate() == null || kafka.securityProtocol().tls()));
  }

  private static boolean oauth(KafkaConfig kafka) {
    return kafka.securityProtocol().sasl()
        && kafka.saslMechanism() == KafkaConfig.SaslMechanism.OAUTHBEARER;
  }

  private static Rule rule(
      String key, Set<String> others, String must, Predicate<KafkaConfig> holds) {
    return Rule.of(key, others, must, config -> holds.test(config.kafka()));
  }
}
