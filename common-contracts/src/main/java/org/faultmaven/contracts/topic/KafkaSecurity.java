package org.faultmaven.contracts.topic;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.faultmaven.contracts.config.KafkaConfig;
import org.faultmaven.contracts.config.KafkaConfig.SaslMechanism;

/** How a client speaks to a secured cluster, in Kafka's settings. */
final class KafkaSecurity {
  /** Kafka's clients fetch tokens from the addresses that this system property lists, only. */
  private static final String ALLOWED_URLS = "org.apache.kafka.sasl.oauthbearer.allowed.urls";

  private KafkaSecurity() {}

  static Map<String, Object> of(KafkaConfig kafka) {
    var settings = new LinkedHashMap<String, Object>();
    if (kafka.securityProtocol() == KafkaConfig.SecurityProtocol.PLAINTEXT) {
      return settings;
    }
    settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, kafka.securityProtocol().toString());
    if (kafka.securityProtocol().tls()) {
      tls(kafka, settings);
    }
    if (kafka.securityProtocol().sasl()) {
      sasl(kafka, settings);
    }
    return settings;
  }

  private static void tls(KafkaConfig kafka, Map<String, Object> settings) {
    if (kafka.tlsAuthorities() != null) {
      settings.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
      settings.put(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, kafka.tlsAuthorities().toString());
    }
    if (kafka.tlsCertificate() != null) {
      settings.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, "PEM");
      settings.put(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG, kafka.tlsCertificate().toString());
    }
  }

  private static void sasl(KafkaConfig kafka, Map<String, Object> settings) {
    settings.put(SaslConfigs.SASL_MECHANISM, kafka.saslMechanism().kafkaName());
    String user = requireNonNull(kafka.username(), "kafka.username, which a rule requires");
    String password = kafka.password().reveal();
    var login = new LinkedHashMap<String, String>();
    Class<?> module;
    if (kafka.saslMechanism() == SaslMechanism.OAUTHBEARER) {
      URI tokens =
          requireNonNull(kafka.oauthTokenUrl(), "kafka.oauth-token-url, which a rule requires");
      allow(tokens);
      settings.put(SaslConfigs.SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL, tokens.toString());
      settings.put(
          SaslConfigs.SASL_LOGIN_CALLBACK_HANDLER_CLASS,
          OAuthBearerLoginCallbackHandler.class.getName());
      login.put("clientId", user);
      login.put("clientSecret", password);
      if (kafka.oauthScope() != null) {
        login.put("scope", kafka.oauthScope());
      }
      module = OAuthBearerLoginModule.class;
    } else {
      login.put("username", user);
      login.put("password", password);
      module =
          kafka.saslMechanism() == SaslMechanism.PLAIN
              ? PlainLoginModule.class
              : ScramLoginModule.class;
    }
    settings.put(SaslConfigs.SASL_JAAS_CONFIG, new Password(jaas(module, login)));
  }

  private static String jaas(Class<?> module, Map<String, String> login) {
    return login.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + quoted(entry.getValue()))
        .collect(Collectors.joining(" ", module.getName() + " required ", ";"));
  }

  /** As JAAS' parser, a StreamTokenizer, reads strings. */
  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static synchronized void allow(URI tokens) {
    String allowed = System.getProperty(ALLOWED_URLS, "");
    String url = tokens.toString();
    if (!("," + allowed + ",").contains("," + url + ",")) {
      System.setProperty(ALLOWED_URLS, allowed.isEmpty() ? url : allowed + "," + url);
    }
  }
}
