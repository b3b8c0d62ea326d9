package org.faultmaven.query.keyword;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.config.KafkaConfig;
import org.faultmaven.contracts.port.IKeywordIndex;
import org.faultmaven.contracts.port.ITracer;
import org.faultmaven.contracts.topic.KafkaConnection;
import org.faultmaven.contracts.topic.Topics;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the feeding of the keyword index. */
@Configuration(proxyBeanMethods = false)
public class KeywordConfiguration {
  @Bean
  KeywordFeeder keywordFeeder(
      FaultMavenConfig config,
      Topics topics,
      IKeywordIndex index,
      ITracer tracer,
      ObjectProvider<MeterRegistry> meters) {
    Map<String, Object> settings = settings(config.kafka());
    return new KeywordFeeder(
        topics.entries(),
        index,
        () -> new KafkaConsumer<>(settings),
        Duration.ofSeconds(1),
        tracer,
        meters.getIfAvailable(CompositeMeterRegistry::new));
  }

  /** Not ready before everything that was there at the start can be found. */
  @Bean
  HealthIndicator keywordFeedHealthIndicator(KeywordFeeder feeder) {
    return () -> (feeder.caughtUp() ? Health.up() : Health.outOfService()).build();
  }

  static Map<String, Object> settings(KafkaConfig kafka) {
    Map<String, Object> settings = KafkaConnection.consumer(kafka);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // Positions out of range are decided on here, never by a silent reset.
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000);
    return settings;
  }
}
