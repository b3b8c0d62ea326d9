package org.faultmaven.adapters.redis;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import org.faultmaven.adapters.server.RedisServer;
import org.faultmaven.contracts.config.RedisConfig;
import org.faultmaven.contracts.config.Secret;
import org.faultmaven.contracts.config.SessionConfig;
import org.faultmaven.contracts.kit.ManualClock;
import org.faultmaven.contracts.kit.SessionStoreContract;
import org.faultmaven.contracts.port.ISessionStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The kit against a real Redis that asks for a password; each test has a database of its own. */
class RedisSessionStoreContractIT extends SessionStoreContract {
  private static final String PASSWORD = "made-up-for-this-test";
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static RedisServer server;

  @BeforeAll
  static void start() {
    server = RedisServer.start(PASSWORD);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  protected ISessionStore open(ManualClock clock, SessionConfig config) {
    var redis =
        new RedisConfig(
            server.host(), server.port(), new Secret(PASSWORD), DATABASES.getAndIncrement());
    return RedisConfiguration.sessionStore(redis, config, clock, new SimpleMeterRegistry());
  }
}
