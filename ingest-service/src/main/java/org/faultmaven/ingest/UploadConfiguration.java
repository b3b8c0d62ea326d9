package org.faultmaven.ingest;

import org.faultmaven.ingest.deadletter.DeadLetterConfiguration;
import org.faultmaven.ingest.document.DocumentConfiguration;
import org.faultmaven.ingest.lag.LagConfiguration;
import org.faultmaven.ingest.ledger.LedgerConfiguration;
import org.faultmaven.ingest.web.ProblemAdvice;
import org.faultmaven.runtime.web.OpenApiConfiguration;
import org.faultmaven.runtime.web.OpenApiPart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The whole HTTP API of this service: documents, ledger, dead letters; and its look at the lag.
 * Import this one; it needs {@code FaultMavenConfig}, {@code Topics}, {@code KeyedHash}, {@code
 * Clock} and {@code MeterRegistry}, and starts its readers with the context.
 */
@Configuration(proxyBeanMethods = false)
@Import({
  DocumentConfiguration.class,
  LedgerConfiguration.class,
  LagConfiguration.class,
  DeadLetterConfiguration.class,
  ProblemAdvice.class,
  OpenApiConfiguration.class
})
public class UploadConfiguration {
  @Bean
  OpenApiPart ingestApi() {
    return new OpenApiPart("openapi/ingest-service.yaml");
  }
}
