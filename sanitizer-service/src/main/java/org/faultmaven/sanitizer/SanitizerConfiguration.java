package org.faultmaven.sanitizer;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.port.ITracer;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Policies;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.runtime.canary.LeakAlarm;
import org.faultmaven.sanitizer.ledger.Meters;
import org.faultmaven.sanitizer.queue.Waiting;
import org.faultmaven.sanitizer.stream.SanitizerStream;
import org.faultmaven.sanitizer.stream.SanitizerTopology;
import org.faultmaven.sanitizer.stream.StartPositions;
import org.faultmaven.sanitizer.stream.StreamHealth;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the stream from {@code FaultMavenConfig}, {@code Topics}, {@code ISanitizer}, {@code
 * KeyedHash}, {@code Policies}, {@code MeterRegistry}, {@code ITracer} and {@code Clock}. Its
 * topics must be there before it starts.
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
      ITracer tracer,
      Optional<Waiting> waiting,
      Optional<LeakAlarm> alarm,
      Clock clock) {
    Waiting common = waiting.orElse(null);
    var topology =
        new SanitizerTopology(
            config, topics, sanitizer, hash, policies, new Meters(meters), tracer, common, clock);
    var stream = new SanitizerStream(config, topology, sanitizer, common, meters, clock);
    alarm.ifPresent(raised -> raised.onLeak(stream::halt));
    return stream;
  }

  /** Records wait for the sanitiser's verdict where it asks a Presidio server. */
  @Bean
  @Nullable Waiting waiting(FaultMavenConfig config, MeterRegistry meters) {
    return config.presidio().asks()
        ? Waiting.withThreads(Math.max(2, config.sanitizer().threads()), meters)
        : null;
  }

  @Bean
  HealthIndicator sanitizerStreamHealthIndicator(SanitizerStream stream) {
    return new StreamHealth(stream);
  }
}
