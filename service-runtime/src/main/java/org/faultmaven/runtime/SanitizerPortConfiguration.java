package org.faultmaven.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.faultmaven.adapters.presidio.Anonymizer;
import org.faultmaven.adapters.presidio.Presidio;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Policies;
import org.faultmaven.redaction.Recognizer;
import org.faultmaven.redaction.Redaction;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Chooses the sanitiser: the engine and the names in process, together with a Presidio server when
 * its address is configured, and with operators of an anonymizer when they are.
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

  /**
   * @throws StartException when it answers, and its operators may not be used
   */
  @Bean
  @Nullable Anonymizer anonymizer(FaultMavenConfig config, KeyedHash hash, MeterRegistry meters) {
    if (config.presidio().anonymizerUrl() == null) {
      return null;
    }
    Anonymizer anonymizer = Presidio.anonymizer(config.presidio(), hash, meters);
    try {
      anonymizer.requireFit();
    } catch (BackendException e) {
      anonymizer.close();
      throw new StartException(e.getMessage() + ".");
    }
    return anonymizer;
  }

  @Bean
  ISanitizer sanitizer(
      FaultMavenConfig config,
      KeyedHash hash,
      Names names,
      @Nullable Anonymizer anonymizer,
      MeterRegistry meters) {
    Recognizer inProcess = Redaction.names(names);
    ISanitizer engine =
        Redaction.engine(
            hash,
            config.presidio().analyzerUrl() == null
                ? List.of(inProcess)
                : List.of(inProcess, Presidio.recognizer(config.presidio(), hash, meters)));
    return new MeteredSanitizer(
        anonymizer != null && anonymizer.hasOperators()
            ? Redaction.operated(engine, anonymizer)
            : engine,
        meters);
  }

  @Bean
  InProcessSanitizer inProcessSanitizer(
      FaultMavenConfig config, ISanitizer sanitizer, KeyedHash hash, Names names) {
    return new InProcessSanitizer(
        config.presidio().asks()
            ? Redaction.engine(hash, List.of(Redaction.names(names)))
            : sanitizer);
  }

  @Bean
  @Nullable HealthIndicator anonymizerHealthIndicator(@Nullable Anonymizer anonymizer) {
    return anonymizer == null ? null : new PortHealth(anonymizer::check);
  }

  @Bean
  HealthIndicator sanitizerHealthIndicator(ISanitizer sanitizer) {
    return new PortHealth(sanitizer::check);
  }
}
