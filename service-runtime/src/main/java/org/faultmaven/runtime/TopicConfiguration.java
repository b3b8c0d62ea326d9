package org.faultmaven.runtime;

import org.faultmaven.contracts.config.ApplicationConfig.Environment;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.topic.TopicCatalog;
import org.faultmaven.contracts.topic.Topics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The topics of one tenant, from its {@code FaultMavenConfig}. */
@Configuration(proxyBeanMethods = false)
public class TopicConfiguration {
  @Bean
  Topics topics(FaultMavenConfig config) {
    return Topics.of(config);
  }

  @Bean
  TopicCatalog topicCatalog(Topics topics, FaultMavenConfig config) {
    return new TopicCatalog(
        topics,
        config.kafka(),
        new TopicCatalog.Parts(
            config.tools().enabled(),
            config.access().required(),
            config.application().environment() == Environment.PRODUCTION));
  }
}
