package org.faultmaven.query;

import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.port.IKeywordIndex;
import org.faultmaven.runtime.PortHealth;
import org.faultmaven.search.LocalSearch;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The keyword index, a disposable copy in every instance; each tenant has one of its own. */
@Configuration(proxyBeanMethods = false)
public class KeywordIndexConfiguration {
  @Bean
  IKeywordIndex keywordIndex(FaultMavenConfig config) {
    return LocalSearch.keywords(
        config
            .application()
            .dataDirectory()
            .toAbsolutePath()
            .resolve(config.index().directory())
            .resolve("keywords"));
  }

  @Bean
  HealthIndicator keywordIndexHealthIndicator(IKeywordIndex index) {
    return new PortHealth(index::check);
  }
}
