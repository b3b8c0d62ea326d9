package org.faultmaven.adapters.redis;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.faultmaven.adapters.call.BreakerLimits;
import org.faultmaven.adapters.call.ExternalSystem;
import org.faultmaven.contracts.config.RedisConfig;
import org.faultmaven.contracts.config.SessionConfig;
import org.faultmaven.contracts.port.ISessionStore;

/** Makes the session store that Redis keeps. */
public final class RedisConfiguration {
  /** Shorter than FaultMaven's for its vector store: people wait for it to come back. */
  private static final BreakerLimits BREAKER = new BreakerLimits(5, Duration.ofSeconds(5));

  private RedisConfiguration() {}

  /**
   * A store that opens its connection at its first call; whoever makes it closes it.
   *
   * @param clock by which sessions expire
   * @throws IllegalArgumentException when the configuration has no address, or one that is none
   */
  public static ISessionStore sessionStore(
      RedisConfig config, SessionConfig sessions, Clock clock, MeterRegistry registry) {
    var system =
        new ExternalSystem(
            "redis", "Start it, or correct its address (REDIS_HOST).", BREAKER, registry);
    return new RedisSessionStore(clock, sessions, new RedisLink(RedisAddress.of(config)), system);
  }
}
