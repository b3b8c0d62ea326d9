package org.faultmaven.adapters.presidio;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.faultmaven.adapters.presidio.server.PresidioServer;
import org.faultmaven.contracts.config.PresidioConfig;
import org.faultmaven.contracts.config.Secret;
import org.faultmaven.contracts.kit.SanitizerContract;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.redaction.Redaction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A server with a recogniser of its own is asked about everything. */
class PresidioContractIT extends SanitizerContract {
  private static PresidioServer server;

  @BeforeAll
  static void start() {
    server = PresidioServer.start("--own");
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  protected ISanitizer sanitizer(KeyedHash hash) {
    var config =
        new PresidioConfig(server.url(), null, Secret.NONE, Duration.ofSeconds(10), "en", 10_000);
    return Redaction.engine(
        hash, List.of(Presidio.recognizer(config, hash, new SimpleMeterRegistry())));
  }
}
