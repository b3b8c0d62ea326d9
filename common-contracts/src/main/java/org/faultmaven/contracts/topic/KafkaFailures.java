package org.faultmaven.contracts.topic;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import javax.security.auth.login.LoginException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.faultmaven.contracts.config.KafkaConfig;
import org.faultmaven.contracts.port.BackendException;
import org.jspecify.annotations.Nullable;

/** Why Kafka can't be used, in words that say what to do. */
final class KafkaFailures {
  private static final int CONNECT_MILLIS = 3_000;

  private KafkaFailures() {}

  /** What stopped a call of a client. */
  static BackendException ofCall(Throwable failure) {
    if (has(failure, SslAuthenticationException.class)) {
      return new BackendException(
          "TLS with Kafka failed: check that kafka.tls-authorities has what signed the brokers'"
              + " certificates, that these name the hosts of kafka.bootstrap-servers, and"
              + " kafka.tls-certificate where brokers ask for one",
          false,
          failure);
    }
    if (has(failure, AuthenticationException.class)) {
      return new BackendException(
          "Kafka does not take this service for who it says it is: check kafka.username,"
              + " kafka.password and kafka.sasl-mechanism",
          false,
          failure);
    }
    if (has(failure, AuthorizationException.class)) {
      return new BackendException(
          "Kafka refuses to describe topics; check the rights (docs/topics.md)", false, failure);
    }
    return new BackendException(
        "Kafka does not answer; check kafka.bootstrap-servers and kafka.security-protocol",
        true,
        failure);
  }

  /** What stopped a client from being made: files that can't be read, or a token refused. */
  static BackendException ofClient(Throwable failure, KafkaConfig kafka) {
    URI tokens = kafka.oauthTokenUrl();
    // Kafka's login says neither what the token endpoint answered nor whether it did.
    if (has(failure, LoginException.class) && tokens != null) {
      return answers(tokens)
          ? new BackendException(
              "kafka.oauth-token-url gives no token: check it, kafka.username, kafka.password and"
                  + " kafka.oauth-scope",
              false,
              failure)
          : new BackendException("kafka.oauth-token-url does not answer", true, failure);
    }
    if (kafka.bootstrapServers().stream().noneMatch(KafkaFailures::isKnown)) {
      return new BackendException(
          "no host of kafka.bootstrap-servers is known; check it", true, failure);
    }
    return new BackendException(
        "the settings of Kafka can't be used; check that kafka.tls-authorities is a PEM file of"
            + " certificates, and kafka.tls-certificate one of a chain and an unencrypted PKCS#8"
            + " key",
        false,
        failure);
  }

  private static boolean answers(URI url) {
    int standard = "https".equals(url.getScheme()) ? 443 : 80;
    int port = url.getPort() < 0 ? standard : url.getPort();
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(url.getHost(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isKnown(String hostAndPort) {
    String host = hostAndPort.substring(0, hostAndPort.lastIndexOf(':'));
    return !new InetSocketAddress(host, 0).isUnresolved();
  }

  private static boolean has(@Nullable Throwable failure, Class<?> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
