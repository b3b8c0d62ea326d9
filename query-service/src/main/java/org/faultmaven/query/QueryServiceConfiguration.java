package org.faultmaven.query;

import java.util.List;
import org.faultmaven.query.canary.CanaryLookConfiguration;
import org.faultmaven.runtime.IndexPortConfiguration;
import org.faultmaven.runtime.RuntimeConfiguration;
import org.faultmaven.runtime.SanitizerPortConfiguration;
import org.faultmaven.runtime.tenant.TenantParts;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Search and answers as a process of their own. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
  RuntimeConfiguration.class,
  SanitizerPortConfiguration.class,
  IndexPortConfiguration.class,
  QueryPortConfiguration.class,
  KeywordIndexConfiguration.class,
  QueryConfiguration.class,
  CanaryLookConfiguration.class
})
public class QueryServiceConfiguration {
  @Bean
  TenantParts tenantParts() {
    return new TenantParts(List.of(KeywordIndexConfiguration.class, QueryConfiguration.class));
  }
}
