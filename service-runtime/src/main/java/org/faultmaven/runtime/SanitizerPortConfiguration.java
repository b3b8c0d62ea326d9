package org.faultmaven.runtime;

import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Policies;
import org.faultmaven.redaction.Redaction;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses the sanitiser: the engine in process. */
@Configuration(proxyBeanMethods = false)
public class SanitizerPortConfiguration {
  @Bean
  Policies policies(FaultMavenConfig config) {
    return Redaction.policies(config.sanitizer());
  }

  @Bean
  ISanitizer sanitizer(KeyedHash hash) {
    return Redaction.engine(hash);
  }

  @Bean
  HealthIndicator sanitizerHealthIndicator(ISanitizer sanitizer) {
    return new PortHealth(sanitizer::check);
  }
}
