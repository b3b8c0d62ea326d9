package org.faultmaven.sanitizer.canary;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.config.KafkaConfig;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.port.ITracer;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Policies;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.topic.KafkaConnection;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.sanitizer.ledger.Meters;
import org.faultmaven.sanitizer.queue.Waiting;
import org.faultmaven.sanitizer.stream.SanitizerStream;
import org.faultmaven.sanitizer.stream.SanitizerTopology;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the canary, when it is enabled, once for an installation: the sanitiser and the policies
 * are those of users.
 */
@Configuration(proxyBeanMethods = false)
public class CanaryConfiguration {
  static final Tenant TENANT = new Tenant("canary");

  @Bean
  LeakAlarm leakAlarm() {
    return new LeakAlarm();
  }

  @Bean
  @Nullable CanaryPipeline canaryPipeline(
      FaultMavenConfig config,
      ISanitizer sanitizer,
      KeyedHash hash,
      Policies policies,
      LeakAlarm alarm,
      Optional<Waiting> waiting,
      ObjectProvider<Place> places,
      MeterRegistry meters,
      Clock clock) {
    if (!config.canary().enabled()) {
      return null;
    }
    FaultMavenConfig own = config.of(TENANT.name());
    KafkaConfig kafka = own.kafka();
    var topics = new Topics(kafka.topicPrefix(), TENANT, List.of());
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
            () -> new KafkaProducer<>(KafkaConnection.producer(kafka)),
            () -> new KafkaConsumer<>(KafkaConnection.consumer(kafka)),
            places.stream().toList(),
            config.canary().patience(),
            place ->
                alarm.raise(
                    "the leak canary was seen in the " + place + ": raw text passes the sanitizer"),
            meters,
            clock,
            new SecureRandom());
    alarm.onLeak(stream::halt);
    return new CanaryPipeline(own, topics, stream, canary, apart);
  }
}
