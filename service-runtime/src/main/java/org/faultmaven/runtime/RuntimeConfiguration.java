package org.faultmaven.runtime;

import java.time.Clock;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.config.PseudonymKey;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.topic.TopicCatalog;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.runtime.metrics.MetricsConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/** What every part takes, from {@code FaultMavenConfig}. */
@Configuration(proxyBeanMethods = false)
@Import(MetricsConfiguration.class)
public class RuntimeConfiguration {
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  Topics topics(FaultMavenConfig config) {
    return new Topics(
        config.kafka().topicPrefix(),
        new Tenant(config.application().tenant()),
        config.kafka().rawLogTopics());
  }

  @Bean
  TopicCatalog topicCatalog(Topics topics, FaultMavenConfig config) {
    return new TopicCatalog(topics, config.kafka(), config.tools().enabled());
  }

  @Bean
  KeyedHash keyedHash(FaultMavenConfig config) {
    return new KeyedHash(PseudonymKey.decode(config.sanitizer().pseudonymKey()));
  }

  /** Keeps web pages out where there is no authentication but the loopback's. */
  @Bean
  FilterRegistrationBean<LoopbackGuard> loopbackGuard(FaultMavenConfig config) {
    var registration = new FilterRegistrationBean<>(new LoopbackGuard());
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    registration.setEnabled(!config.server().unauthenticated());
    return registration;
  }
}
