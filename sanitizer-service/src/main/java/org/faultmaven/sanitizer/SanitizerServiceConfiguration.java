package org.faultmaven.sanitizer;

import java.util.List;
import org.faultmaven.runtime.RuntimeConfiguration;
import org.faultmaven.runtime.SanitizerPortConfiguration;
import org.faultmaven.runtime.tenant.TenantParts;
import org.faultmaven.sanitizer.canary.CanaryConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The sanitizer as a process of its own. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
  RuntimeConfiguration.class,
  SanitizerPortConfiguration.class,
  SanitizerConfiguration.class,
  CanaryConfiguration.class
})
public class SanitizerServiceConfiguration {
  @Bean
  TenantParts tenantParts() {
    return new TenantParts(List.of(SanitizerConfiguration.class));
  }
}
