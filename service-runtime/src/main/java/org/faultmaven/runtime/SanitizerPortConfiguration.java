package org.faultmaven.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.faultmaven.adapters.presidio.Presidio;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Policies;
import org.faultmaven.redaction.Recognizer;
import org.faultmaven.redaction.Redaction;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Chooses the sanitiser: the engine and the names in process, together with a Presidio server when
 * its address is configured.
 */
@Configuration(proxyBeanMethods = false)
public class SanitizerPortConfiguration {
  @Bean
  Policies policies(FaultMavenConfig config) {
    return Redaction.policies(config.sanitizer());
  }

  @Bean
  Names names(FaultMavenConfig config, MeterRegistry meters) {
    return new Names(config.names(), meters);
  }

  @Bean
  ISanitizer sanitizer(FaultMavenConfig config, KeyedHash hash, Names names, MeterRegistry meters) {
    Recognizer inProcess = Redaction.names(names);
    return Redaction.engine(
        hash,
        config.presidio().analyzerUrl() == null
            ? List.of(inProcess)
            : List.of(inProcess, Presidio.recognizer(config.presidio(), hash, meters)));
  }

  @Bean
  InProcessSanitizer inProcessSanitizer(
      FaultMavenConfig config, ISanitizer sanitizer, KeyedHash hash, Names names) {
    return new InProcessSanitizer(
        config.presidio().analyzerUrl() == null
            ? sanitizer
            : Redaction.engine(hash, List.of(Redaction.names(names))));
  }

  @Bean
  HealthIndicator sanitizerHealthIndicator(ISanitizer sanitizer) {
    return new PortHealth(sanitizer::check);
  }
}
