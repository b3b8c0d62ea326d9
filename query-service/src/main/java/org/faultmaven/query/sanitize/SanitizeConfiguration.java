package org.faultmaven.query.sanitize;

import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Policies;
import org.faultmaven.contracts.topic.Topics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the trying of policies. */
@Configuration(proxyBeanMethods = false)
public class SanitizeConfiguration {
  @Bean
  SanitizeController sanitizeController(
      FaultMavenConfig config, Topics topics, ISanitizer sanitizer, Policies policies) {
    return new SanitizeController(
        sanitizer, topics.tenant(), policies, config.sanitizer().logsPolicy());
  }
}
