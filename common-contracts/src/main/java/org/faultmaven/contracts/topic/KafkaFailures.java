package org.faultmaven.contracts.topic;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import javax.security.auth.login.LoginException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.faultmaven.contracts.port.BackendException;
import org.jspecify.annotations.Nullable;

/** Why Kafka can't be used, in words that say what to do. */
final class KafkaFailures {
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
  static BackendException ofClient(Throwable failure) {
    if (has(failure, LoginException.class)) {
      boolean away =
          has(failure, SocketException.class)
              || has(failure, SocketTimeoutException.class)
              || has(failure, UnknownHostException.class)
              || has(failure, UnresolvedAddressException.class)
              || has(failure, RetriableException.class);
      return new BackendException(
          away
              ? "kafka.oauth-token-url does not answer"
              : "kafka.oauth-token-url gives no token: check it, kafka.username, kafka.password and"
                  + " kafka.oauth-scope",
          away,
          failure);
    }
    return new BackendException(
        "the settings of Kafka can't be used; check that kafka.bootstrap-servers has hosts that are"
            + " known, that kafka.tls-authorities is a PEM file of certificates, and"
            + " kafka.tls-certificate one of a chain and an unencrypted PKCS#8 key",
        false,
        failure);
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
