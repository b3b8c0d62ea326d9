package org.faultmaven.ingest.deadletter;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.ingest.stream.TopicView;
import org.faultmaven.ingest.stream.TransactionalWriter;
import org.faultmaven.ingest.stream.ViewConsumers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the dead-letter API from {@code FaultMavenConfig}, {@code Topics} and {@code
 * MeterRegistry}.
 */
@Configuration(proxyBeanMethods = false)
public class DeadLetterConfiguration {
  @Bean
  DeadLetterIndex deadLetterIndex(MeterRegistry meters) {
    var index = new DeadLetterIndex();
    Gauge.builder("faultmaven.deadletters.waiting", index, DeadLetterIndex::waiting)
        .description("Dead letters that were not sent again")
        .register(meters);
    return index;
  }

  @Bean
  TopicView deadLettersView(
      FaultMavenConfig config,
      Topics topics,
      DeadLetterIndex deadLetterIndex,
      MeterRegistry meters) {
    return new TopicView(
        topics.deadLetters().name(), new ViewConsumers(config.kafka()), deadLetterIndex, meters);
  }

  @Bean
  DeadLetterController deadLetterController(
      FaultMavenConfig config,
      Topics topics,
      DeadLetterIndex deadLetterIndex,
      TopicView deadLettersView,
      MeterRegistry meters) {
    var kafka = config.kafka();
    var replay =
        new Replay(
            topics,
            () -> TransactionalWriter.of(kafka, kafka.topicPrefix() + "ingest-replay"),
            new ViewConsumers(kafka),
            deadLetterIndex,
            deadLettersView,
            meters);
    return new DeadLetterController(deadLetterIndex, deadLettersView, replay);
  }
}
