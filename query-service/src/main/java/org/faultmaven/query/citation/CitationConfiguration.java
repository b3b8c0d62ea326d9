package org.faultmaven.query.citation;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.config.KafkaConfig;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.contracts.record.EntrySelector;
import org.faultmaven.contracts.topic.KafkaConnection;
import org.faultmaven.contracts.topic.Topics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the opening of citations. */
@Configuration(proxyBeanMethods = false)
public class CitationConfiguration {
  private static final int CONSUMERS = 4;
  private static final Duration WAIT = Duration.ofSeconds(5);
  private static final Duration READ = Duration.ofSeconds(10);

  @Bean(destroyMethod = "close")
  ConsumerPool citationConsumers(FaultMavenConfig config) {
    Map<String, Object> settings = settings(config.kafka());
    return new ConsumerPool(() -> new KafkaConsumer<>(settings), CONSUMERS, WAIT);
  }

  @Bean
  CitationReader citationReader(
      FaultMavenConfig config, Topics topics, IVectorStore store, ConsumerPool citationConsumers) {
    return new CitationReader(
        citationConsumers,
        READ,
        config.kafka().maxMessage().bytes(),
        id -> !store.ids(topics.tenant(), new EntrySelector.OfDocument(id)).isEmpty());
  }

  @Bean
  Surroundings surroundings(FaultMavenConfig config, ConsumerPool citationConsumers) {
    return new Surroundings(citationConsumers, READ, config.kafka().maxMessage().bytes());
  }

  @Bean
  CitationController citationController(Topics topics, CitationReader citationReader) {
    return new CitationController(topics, citationReader);
  }

  static Map<String, Object> settings(KafkaConfig kafka) {
    Map<String, Object> settings = KafkaConnection.consumer(kafka);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) WAIT.toMillis());
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) WAIT.toMillis());
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
    return settings;
  }
}
