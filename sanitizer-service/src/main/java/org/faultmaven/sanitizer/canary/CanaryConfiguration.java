package org.faultmaven.sanitizer.canary;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.config.KafkaConfig;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.port.ITracer;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Policies;
import org.faultmaven.contracts.topic.KafkaConnection;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.runtime.canary.LeakAlarm;
import org.faultmaven.sanitizer.ledger.Meters;
import org.faultmaven.sanitizer.queue.Waiting;
import org.faultmaven.sanitizer.stream.SanitizerStream;
import org.faultmaven.sanitizer.stream.SanitizerTopology;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the canary, when it is enabled, once for an installation: the sanitiser and the policies
 * are those of users.
 */
@Configuration(proxyBeanMethods = false)
public class CanaryConfiguration {
  @Bean
  @Nullable CanaryPipeline canaryPipeline(
      FaultMavenConfig config,
      ISanitizer sanitizer,
      KeyedHash hash,
      Policies policies,
      @Nullable LeakAlarm alarm,
      Optional<Waiting> waiting,
      MeterRegistry meters,
      Clock clock) {
    if (alarm == null) {
      return null;
    }
    FaultMavenConfig own = config.ofCanary(/* createTopics= */ true);
    KafkaConfig kafka = own.kafka();
    Topics topics = Topics.of(own);
    // What users' records are counted by must not count canaries.
    var uncounted = new CompositeMeterRegistry();
    Waiting apart = waiting.isPresent() ? Waiting.withThreads(1, uncounted) : null;
    var topology =
        new SanitizerTopology(
            own,
            topics,
            sanitizer,
            hash,
            policies,
            new Meters(uncounted),
            // Nobody looks for a canary's trace.
            ITracer.OFF,
            apart,
            clock);
    var stream = new SanitizerStream(own, topology, sanitizer, apart, uncounted, clock);
    var canary =
        new Canary(
            topics,
            hash,
            policies.named(config.sanitizer().logsPolicy()),
            () -> new KafkaProducer<>(KafkaConnection.producer(kafka)),
            () -> new KafkaConsumer<>(KafkaConnection.consumer(kafka)),
            config.canary().patience(),
            alarm,
            meters,
            clock,
            new SecureRandom());
    alarm.onLeak(stream::halt);
    double every = config.canary().every().toMillis() / 1000.0;
    Gauge.builder("faultmaven.canary.interval", () -> every)
        .description("How often a canary is sent, which tells how long a silence is too long")
        .baseUnit("seconds")
        .register(meters);
    return new CanaryPipeline(own, stream, canary, apart, alarm);
  }
}
