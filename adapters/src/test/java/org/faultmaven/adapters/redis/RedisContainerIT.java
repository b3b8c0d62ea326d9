package org.faultmaven.adapters.redis;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import org.faultmaven.adapters.server.Containers;
import org.faultmaven.contracts.config.RedisConfig;
import org.faultmaven.contracts.config.Secret;
import org.faultmaven.contracts.config.SessionConfig;
import org.faultmaven.contracts.kit.ManualClock;
import org.faultmaven.contracts.kit.SessionStoreContract;
import org.faultmaven.contracts.port.ISessionStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.testcontainers.containers.GenericContainer;

/** The kit against the Redis of the official image; each test has a database of its own. */
@Tag("containers")
class RedisContainerIT extends SessionStoreContract {
  private static final int PORT = 6379;
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static GenericContainer<?> redis;

  @BeforeAll
  static void start() {
    redis = Containers.start(new GenericContainer<>("redis:7-alpine").withExposedPorts(PORT));
  }

  @AfterAll
  static void stop() {
    if (redis != null) {
      redis.stop();
    }
  }

  @Override
  protected ISessionStore open(ManualClock clock, SessionConfig config) {
    var address =
        new RedisConfig(
            redis.getHost(), redis.getMappedPort(PORT), Secret.NONE, DATABASES.getAndIncrement());
    return RedisConfiguration.sessionStore(address, config, clock, new SimpleMeterRegistry());
  }
}
