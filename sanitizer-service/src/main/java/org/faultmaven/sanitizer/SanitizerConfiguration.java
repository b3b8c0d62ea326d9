package org.faultmaven.sanitizer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Policies;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.sanitizer.stream.Judge;
import org.faultmaven.sanitizer.stream.Meters;
import org.faultmaven.sanitizer.stream.SanitizerStream;
import org.faultmaven.sanitizer.stream.SanitizerTopology;
import org.faultmaven.sanitizer.stream.StreamSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The sanitizer's wiring; the ports come from whoever runs it. */
@Configuration(proxyBeanMethods = false)
public class SanitizerConfiguration {

  @Bean
  SanitizerStream sanitizerStream(
      FaultMavenConfig config,
      Topics topics,
      ISanitizer sanitizer,
      KeyedHash hash,
      Policies policies,
      Clock clock,
      ObjectProvider<MeterRegistry> registry) {
    var meters = new Meters(registry.getIfAvailable(SimpleMeterRegistry::new));
    long maxRecord = config.sanitizer().maxRecord().bytes();
    var logs =
        new Judge(
            sanitizer,
            policies.named(config.sanitizer().logsPolicy()),
            hash,
            topics,
            maxRecord,
            meters);
    var documents =
        new Judge(
            sanitizer,
            policies.named(config.sanitizer().documentsPolicy()),
            hash,
            topics,
            maxRecord,
            meters);
    return new SanitizerStream(
        SanitizerTopology.of(logs, documents, clock),
        StreamSettings.of(config.kafka(), config.sanitizer()));
  }
}
