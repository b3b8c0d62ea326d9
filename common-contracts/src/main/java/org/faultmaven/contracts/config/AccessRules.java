package org.faultmaven.contracts.config;

import java.util.List;
import java.util.Set;

/** What must hold of the HTTP listener and of those who call it. */
final class AccessRules {
  private AccessRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.of(
            "access.oidc-issuer",
            Set.of("access.required"),
            "must not be given without access.required=true",
            config -> config.access().oidcIssuer() == null || config.access().required()),
        Rule.of(
            "access.oidc-audience",
            Set.of("access.oidc-issuer"),
            "must be given with access.oidc-issuer: a token for another service is no key to this"
                + " one",
            config ->
                config.access().oidcIssuer() == null || config.access().oidcAudience() != null),
        Rule.of(
            "server.unauthenticated",
            Set.of("access.required"),
            "must not be true together with access.required",
            config -> !config.server().unauthenticated() || !config.access().required()),
        Rule.of(
            "server.tls-key",
            Set.of("server.tls-certificate"),
            "must be given with server.tls-certificate, and only with it",
            config ->
                (config.server().tlsKey() == null) == (config.server().tlsCertificate() == null)),
        Rule.of(
            "server.management-port",
            Set.of("server.port"),
            "must not be server.port",
            config ->
                config.server().managementPort() == 0
                    || config.server().managementPort() != config.server().port()));
  }
}
