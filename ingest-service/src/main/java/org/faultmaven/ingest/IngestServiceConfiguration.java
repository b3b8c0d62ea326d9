package org.faultmaven.ingest;

import java.util.List;
import org.faultmaven.ingest.canary.CanaryIndexingConfiguration;
import org.faultmaven.ingest.document.UploadMemoryConfiguration;
import org.faultmaven.ingest.indexing.IndexingConfiguration;
import org.faultmaven.runtime.IndexPortConfiguration;
import org.faultmaven.runtime.RuntimeConfiguration;
import org.faultmaven.runtime.tenant.TenantParts;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Uploads, indexer and ledger as a process of their own. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
  RuntimeConfiguration.class,
  IndexPortConfiguration.class,
  SessionPortConfiguration.class,
  UploadMemoryConfiguration.class,
  IndexingConfiguration.class,
  CanaryIndexingConfiguration.class,
  UploadConfiguration.class
})
public class IngestServiceConfiguration {
  @Bean
  TenantParts tenantParts() {
    return new TenantParts(List.of(IndexingConfiguration.class, UploadConfiguration.class));
  }
}
