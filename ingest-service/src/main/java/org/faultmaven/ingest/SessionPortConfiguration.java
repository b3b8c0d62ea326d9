package org.faultmaven.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.faultmaven.adapters.redis.RedisConfiguration;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.port.ISessionStore;
import org.faultmaven.contracts.record.Health;
import org.faultmaven.runtime.PortHealth;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The sessions that uploads may belong to, where this service runs by itself. */
@Configuration(proxyBeanMethods = false)
class SessionPortConfiguration {
  /** Those of the query service, in Redis; none when it keeps them to itself. */
  @Bean
  @Nullable ISessionStore sessionStore(FaultMavenConfig config, Clock clock, MeterRegistry meters) {
    return config.redis().host() == null
        ? null
        : RedisConfiguration.sessionStore(config.redis(), config.session(), clock, meters);
  }

  @Bean
  HealthIndicator sessionStoreHealthIndicator(ObjectProvider<ISessionStore> sessions) {
    return new PortHealth(
        () -> {
          ISessionStore store = sessions.getIfAvailable();
          return store == null ? Health.up(Duration.ZERO) : store.check();
        });
  }
}
