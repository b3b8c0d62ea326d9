package org.faultmaven.runtime;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.faultmaven.contracts.config.AccessConfig;
import org.faultmaven.contracts.config.ConfigSource;
import org.faultmaven.contracts.config.Configuration;
import org.faultmaven.contracts.config.ServerConfig;
import org.junit.jupiter.api.Test;

class ListeningTest {
  private static final AccessConfig OPEN = access(false);

  private static AccessConfig access(boolean required) {
    return Configuration.load(ConfigSource.of(Map.of("access.required", "" + required), "test"))
        .config()
        .access();
  }

  private static ServerConfig server(String address, boolean unauthenticated) {
    return Configuration.load(
            ConfigSource.of(
                Map.of("server.address", address, "server.unauthenticated", "" + unauthenticated),
                "test"))
        .config()
        .server();
  }

  @Test
  void theLoopbackNeedsNoWord() {
    assertThatCode(() -> Listening.requireSafe(server("127.0.0.1", false), OPEN))
        .doesNotThrowAnyException();
    assertThatCode(() -> Listening.requireSafe(server("::1", false), OPEN))
        .doesNotThrowAnyException();
  }

  @Test
  void anyOtherAddressNeedsAnExplicitWord() {
    assertThatThrownBy(() -> Listening.requireSafe(server("0.0.0.0", false), OPEN))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("server.unauthenticated=true");
    assertThatCode(() -> Listening.requireSafe(server("0.0.0.0", true), OPEN))
        .doesNotThrowAnyException();
  }

  @Test
  void anyAddressWillDoWhereCallersAreKnown() {
    assertThatCode(() -> Listening.requireSafe(server("0.0.0.0", false), access(true)))
        .doesNotThrowAnyException();
  }

  @Test
  void whatIsNoAddressIsSaid() {
    assertThatThrownBy(() -> Listening.requireSafe(server("no address at all", false), OPEN))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("no address of this machine");
  }
}
