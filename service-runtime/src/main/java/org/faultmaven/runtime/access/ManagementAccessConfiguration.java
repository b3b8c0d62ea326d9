package org.faultmaven.runtime.access;

import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.runtime.LoopbackGuard;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** The same doors on a port of its own for health and metrics, which has filters of its own. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class ManagementAccessConfiguration {
  @Bean
  FilterRegistrationBean<AccessFilter> managementAccess(
      FaultMavenConfig config, AccessFilter filter) {
    var registration = new FilterRegistrationBean<>(filter);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    registration.setEnabled(config.access().required());
    return registration;
  }

  @Bean
  FilterRegistrationBean<LoopbackGuard> managementLoopbackGuard(FaultMavenConfig config) {
    var registration = new FilterRegistrationBean<>(new LoopbackGuard());
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    registration.setEnabled(!config.server().unauthenticated() && !config.access().required());
    return registration;
  }
}
