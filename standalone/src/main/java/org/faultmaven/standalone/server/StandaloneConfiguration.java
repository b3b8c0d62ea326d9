package org.faultmaven.standalone.server;

import java.util.EnumSet;
import java.util.List;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.topic.TopicCatalog;
import org.faultmaven.contracts.topic.TopicUser;
import org.faultmaven.ingest.UploadConfiguration;
import org.faultmaven.ingest.canary.CanaryIndexingConfiguration;
import org.faultmaven.ingest.document.UploadMemoryConfiguration;
import org.faultmaven.ingest.indexing.IndexingConfiguration;
import org.faultmaven.query.KeywordIndexConfiguration;
import org.faultmaven.query.QueryConfiguration;
import org.faultmaven.query.QueryPortConfiguration;
import org.faultmaven.query.canary.CanaryLookConfiguration;
import org.faultmaven.runtime.IndexPortConfiguration;
import org.faultmaven.runtime.Placement;
import org.faultmaven.runtime.RuntimeConfiguration;
import org.faultmaven.runtime.SanitizerPortConfiguration;
import org.faultmaven.runtime.TopicsReady;
import org.faultmaven.runtime.tenant.TenantParts;
import org.faultmaven.sanitizer.SanitizerConfiguration;
import org.faultmaven.sanitizer.canary.CanaryConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The services in one process, with a broker of their own. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
  RuntimeConfiguration.class,
  SanitizerPortConfiguration.class,
  IndexPortConfiguration.class,
  QueryPortConfiguration.class,
  KeywordIndexConfiguration.class,
  UploadMemoryConfiguration.class,
  SanitizerConfiguration.class,
  CanaryConfiguration.class,
  IndexingConfiguration.class,
  CanaryIndexingConfiguration.class,
  UploadConfiguration.class,
  QueryConfiguration.class,
  CanaryLookConfiguration.class
})
class StandaloneConfiguration {
  @Bean
  Placement placement() {
    return Placement.STANDALONE;
  }

  @Bean
  TenantParts tenantParts() {
    return new TenantParts(
        List.of(
            KeywordIndexConfiguration.class,
            SanitizerConfiguration.class,
            IndexingConfiguration.class,
            UploadConfiguration.class,
            QueryConfiguration.class));
  }

  @Bean
  TopicsReady topicsReady(BrokerStart broker, TopicCatalog catalog, FaultMavenConfig config) {
    return new TopicsReady(broker::await, catalog, EnumSet.allOf(TopicUser.class), config.kafka());
  }
}
