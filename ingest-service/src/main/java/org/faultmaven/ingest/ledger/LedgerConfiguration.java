package org.faultmaven.ingest.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.config.KafkaConfig;
import org.faultmaven.contracts.topic.KafkaConnection;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.ingest.stream.TopicView;
import org.faultmaven.ingest.stream.ViewConsumers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the ledger from {@code FaultMavenConfig}, {@code Topics} and {@code MeterRegistry}. */
@Configuration(proxyBeanMethods = false)
public class LedgerConfiguration {
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final Duration COUNTING = Duration.ofSeconds(2);
  private static final int CALL_MILLIS = 5_000;

  @Bean
  CountsView countsView() {
    return new CountsView();
  }

  /** The changelog of the store {@code ledger} of the Streams application {@code sanitizer}. */
  @Bean
  TopicView ledgerView(FaultMavenConfig config, CountsView countsView, MeterRegistry meters) {
    return new TopicView(
        config.kafka().topicPrefix() + "sanitizer-ledger-changelog",
        new ViewConsumers(config.kafka()),
        countsView,
        meters);
  }

  @Bean
  LedgerReader ledgerReader(
      FaultMavenConfig config, Topics topics, CountsView countsView, TopicView ledgerView) {
    KafkaConfig kafka = config.kafka();
    return new LedgerReader(
        topics,
        kafka.topicPrefix() + "indexer",
        () -> admin(kafka),
        countsView,
        ledgerView,
        new WaitingRecords(topics.rawDocuments().name(), new ViewConsumers(kafka), COUNTING));
  }

  @Bean
  LedgerMetrics ledgerMetrics(LedgerReader ledgerReader, MeterRegistry meters) {
    return new LedgerMetrics(ledgerReader::read, EVERY, meters);
  }

  @Bean
  LedgerController ledgerController(LedgerReader ledgerReader) {
    return new LedgerController(ledgerReader);
  }

  private static Admin admin(KafkaConfig kafka) {
    Map<String, Object> settings = KafkaConnection.client(kafka);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_MILLIS);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, CALL_MILLIS);
    return Admin.create(settings);
  }
}
