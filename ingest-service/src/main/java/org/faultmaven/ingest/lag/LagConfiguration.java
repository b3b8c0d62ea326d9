package org.faultmaven.ingest.lag;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.topic.KafkaConnection;
import org.faultmaven.contracts.topic.RawTopic;
import org.faultmaven.contracts.topic.SanitizedTopic;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.ingest.stream.ViewConsumers;
import org.faultmaven.runtime.metrics.Periodically;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the look at the lag, from {@code FaultMavenConfig}, {@code Topics} and a clock. */
@Configuration(proxyBeanMethods = false)
public class LagConfiguration {
  private static final Duration EVERY = Duration.ofSeconds(10);

  @Bean
  Lag lag(FaultMavenConfig config, Topics topics, Clock clock, MeterRegistry meters) {
    String prefix = config.kafka().topicPrefix();
    List<String> raw =
        Stream.concat(topics.rawLogs().stream(), Stream.of(topics.rawDocuments()))
            .map(RawTopic::name)
            .toList();
    List<String> clean =
        Stream.concat(topics.cleanLogs().stream(), Stream.of(topics.cleanDocuments()))
            .map(SanitizedTopic::name)
            .toList();
    return new Lag(
        List.of(
            new Stage("sanitizer", raw, prefix + "sanitizer"),
            new Stage("indexer", clean, prefix + "indexer")),
        config.kafka().rawRetention(),
        new AdminCluster(() -> Admin.create(KafkaConnection.client(config.kafka()))),
        new ViewConsumers(config.kafka()),
        clock,
        meters);
  }

  @Bean
  Periodically lagLooks(Lag lag) {
    return new Periodically("lag", EVERY, lag::refresh);
  }
}
