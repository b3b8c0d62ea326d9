package org.faultmaven.sanitizer;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Policies;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.runtime.PortHealth;
import org.faultmaven.sanitizer.ledger.Meters;
import org.faultmaven.sanitizer.queue.Waiting;
import org.faultmaven.sanitizer.stream.SanitizerStream;
import org.faultmaven.sanitizer.stream.SanitizerTopology;
import org.faultmaven.sanitizer.stream.StartPositions;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the stream from {@code FaultMavenConfig}, {@code Topics}, {@code ISanitizer}, {@code
 * KeyedHash}, {@code Policies}, {@code MeterRegistry} and {@code Clock}. Its topics must be there
 * before it starts.
 */
@Configuration(proxyBeanMethods = false)
public class SanitizerConfiguration {
  @Bean
  StartPositions startPositions(FaultMavenConfig config, Topics topics) {
    return new StartPositions(config.kafka(), topics);
  }

  /**
   * @throws IllegalArgumentException when a policy is configured that there is not
   */
  @Bean
  SanitizerStream sanitizerStream(
      FaultMavenConfig config,
      Topics topics,
      ISanitizer sanitizer,
      KeyedHash hash,
      Policies policies,
      MeterRegistry meters,
      Optional<Waiting> waiting,
      Clock clock) {
    Waiting common = waiting.orElse(null);
    var topology =
        new SanitizerTopology(
            config, topics, sanitizer, hash, policies, new Meters(meters), common, clock);
    return new SanitizerStream(config, topology, sanitizer, common, meters, clock);
  }

  /** Records wait for the sanitiser's verdict where it asks a Presidio server. */
  @Bean
  @Nullable Waiting waiting(FaultMavenConfig config, MeterRegistry meters) {
    return config.presidio().asks()
        ? Waiting.withThreads(Math.max(2, config.sanitizer().threads()), meters)
        : null;
  }

  /** Held by a backend that is away it is degraded: its lag shows, and it goes on by itself. */
  @Bean
  HealthIndicator sanitizerStreamHealthIndicator(SanitizerStream stream) {
    return () ->
        (stream.isReady() ? Health.up() : Health.status(PortHealth.DEGRADED))
            .withDetail("state", stream.describe())
            .build();
  }
}
