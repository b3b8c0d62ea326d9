package org.faultmaven.query;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.faultmaven.adapters.redis.RedisConfiguration;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.port.ISessionStore;
import org.faultmaven.query.model.ConfiguredModel;
import org.faultmaven.query.model.ModelConfiguration;
import org.faultmaven.query.session.Sessions;
import org.faultmaven.runtime.PortHealth;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses what this service alone uses for all tenants: the session store and the model. */
@Configuration(proxyBeanMethods = false)
public class QueryPortConfiguration {
  /** Redis when its address is configured; else in process, for a service of one instance. */
  @Bean
  ISessionStore sessionStore(Clock clock, FaultMavenConfig config, MeterRegistry registry) {
    return config.redis().host() == null
        ? Sessions.inProcess(clock, config.session())
        : RedisConfiguration.sessionStore(config.redis(), config.session(), clock, registry);
  }

  /** The model that answers questions, or none. */
  @Bean
  ConfiguredModel chatModel(Clock clock, FaultMavenConfig config, MeterRegistry registry) {
    return ModelConfiguration.of(config.llm(), registry, clock);
  }

  @Bean
  HealthIndicator chatModelHealthIndicator(ConfiguredModel model) {
    return new PortHealth(model::check);
  }

  @Bean
  HealthIndicator sessionStoreHealthIndicator(ISessionStore sessions) {
    return new PortHealth(sessions::check);
  }
}
