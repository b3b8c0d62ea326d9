package org.faultmaven.runtime.tenant;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.record.Tenant;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.context.WebApplicationContext;

/** Wires the further tenants into a service. */
@Configuration(proxyBeanMethods = false)
public class TenantConfiguration {
  @Bean
  Tenants tenants(
      FaultMavenConfig config, ObjectProvider<TenantParts> parts, WebApplicationContext context) {
    return new Tenants(config, parts.stream().toList(), context);
  }

  /** Last of all filters: what they did holds for every tenant. */
  @Bean
  FilterRegistrationBean<TenantRouter> tenantRouter(FaultMavenConfig config, Tenants tenants) {
    var registration =
        new FilterRegistrationBean<>(
            new TenantRouter(new Tenant(config.application().tenant()), tenants));
    registration.setOrder(Ordered.LOWEST_PRECEDENCE);
    registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
    registration.setEnabled(!config.application().tenants().isEmpty());
    return registration;
  }
}
