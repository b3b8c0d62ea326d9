package org.faultmaven.query.document;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.topic.KafkaConnection;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.runtime.topic.TopicFollower;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the statuses of documents. */
@Configuration(proxyBeanMethods = false)
public class DocumentConfiguration {
  @Bean
  DocumentStatuses documentStatuses() {
    return new DocumentStatuses();
  }

  @Bean
  TopicFollower documentEvents(
      FaultMavenConfig config, Topics topics, DocumentStatuses documentStatuses) {
    Map<String, Object> settings = new HashMap<>(KafkaConnection.consumer(config.kafka()));
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    var follower =
        new TopicFollower(
            topics.documentEvents().name(),
            TopicFollower.Start.BEGINNING,
            () -> new KafkaConsumer<>(settings),
            documentStatuses);
    documentStatuses.readyWhen(follower::ready);
    return follower;
  }
}
