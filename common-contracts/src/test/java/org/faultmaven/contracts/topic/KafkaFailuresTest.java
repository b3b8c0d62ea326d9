package org.faultmaven.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import javax.security.auth.login.LoginException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.faultmaven.contracts.config.ConfigSource;
import org.faultmaven.contracts.config.Configuration;
import org.faultmaven.contracts.config.KafkaConfig;
import org.faultmaven.contracts.port.BackendException;
import org.junit.jupiter.api.Test;

/** The real ones are met on a secured broker, in standalone's suite. */
class KafkaFailuresTest {
  private static KafkaConfig kafka(String... settings) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      values.put(settings[i], settings[i + 1]);
    }
    return Configuration.load(ConfigSource.of(values, "test")).config().kafka();
  }

  private static KafkaConfig oauth(int port) {
    return kafka(
        "kafka.security-protocol",
        "SASL_PLAINTEXT",
        "kafka.sasl-mechanism",
        "OAUTHBEARER",
        "kafka.username",
        "made-up",
        "kafka.password",
        "made-up",
        "kafka.oauth-token-url",
        "http://127.0.0.1:" + port);
  }

  @Test
  void aTokenThatIsRefusedIsNotWaitedForAndAnEndpointThatIsAwayIs() throws Exception {
    var failure = new KafkaException("made up", new LoginException("made up"));
    int port;
    try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = listening.getLocalPort();
      BackendException refused = KafkaFailures.ofClient(failure, oauth(port));
      assertThat(refused).hasMessageContaining("gives no token");
      assertThat(refused.retryable()).isFalse();
    }
    BackendException away = KafkaFailures.ofClient(failure, oauth(port));
    assertThat(away).hasMessageContaining("kafka.oauth-token-url does not answer");
    assertThat(away.retryable()).isTrue();
  }

  @Test
  void hostsThatAreNotKnownYetAreWaitedFor() {
    var failure = new KafkaException("made up");
    BackendException unknown =
        KafkaFailures.ofClient(
            failure, kafka("kafka.bootstrap-servers", "no-such-host.invalid:9092"));
    assertThat(unknown).hasMessageContaining("kafka.bootstrap-servers");
    assertThat(unknown.retryable()).isTrue();
    BackendException other = KafkaFailures.ofClient(failure, kafka());
    assertThat(other).hasMessageContaining("kafka.tls-authorities");
    assertThat(other.retryable()).isFalse();
  }

  @Test
  void whatACallEndsWith() {
    BackendException tls = ofCall(new SslAuthenticationException("made up"));
    assertThat(tls).hasMessageContaining("kafka.tls-authorities");
    assertThat(tls.retryable()).isFalse();
    BackendException password = ofCall(new SaslAuthenticationException("made up"));
    assertThat(password).hasMessageContaining("kafka.password");
    assertThat(password.retryable()).isFalse();
    assertThat(ofCall(new TimeoutException("made up")).retryable()).isTrue();
  }

  private static BackendException ofCall(Exception cause) {
    return KafkaFailures.ofCall(new ExecutionException(cause));
  }
}
