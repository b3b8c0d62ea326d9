package org.faultmaven.ingest.document;

import java.time.Duration;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The memory for uploads: once in a process, whatever the number of its tenants. */
@Configuration(proxyBeanMethods = false)
public class UploadMemoryConfiguration {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Bean
  UploadMemory uploadMemory(FaultMavenConfig config) {
    return new UploadMemory(
        Runtime.getRuntime().maxMemory(), config.server().maxUpload(), PATIENCE);
  }
}
