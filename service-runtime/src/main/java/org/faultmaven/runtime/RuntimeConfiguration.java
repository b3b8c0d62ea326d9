package org.faultmaven.runtime;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import java.time.Clock;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.config.PseudonymKey;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.runtime.access.AccessConfiguration;
import org.faultmaven.runtime.canary.CanaryAlarmConfiguration;
import org.faultmaven.runtime.logging.LogLevelEndpoint;
import org.faultmaven.runtime.metrics.MetricsConfiguration;
import org.faultmaven.runtime.tenant.TenantConfiguration;
import org.faultmaven.runtime.trace.TraceConfiguration;
import org.faultmaven.runtime.web.WebConfiguration;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/** What every part takes, from {@code FaultMavenConfig}. */
@Configuration(proxyBeanMethods = false)
@Import({
  TopicConfiguration.class,
  AccessConfiguration.class,
  TenantConfiguration.class,
  WebConfiguration.class,
  MetricsConfiguration.class,
  CanaryAlarmConfiguration.class,
  TraceConfiguration.class
})
public class RuntimeConfiguration {
  private static final String TENANT = "tenant";

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  KeyedHash keyedHash(FaultMavenConfig config) {
    return new KeyedHash(PseudonymKey.decode(config.sanitizer().pseudonymKey()));
  }

  /**
   * Meters of the first tenant's parts carry its name, as those of further tenants do: Prometheus
   * takes one set of labels for a name.
   */
  @Bean
  MeterFilter tenantOfMeters(FaultMavenConfig config) {
    Tag first = Tag.of(TENANT, config.application().tenant());
    return new MeterFilter() {
      @Override
      public Meter.Id map(Meter.Id id) {
        boolean ofTenants =
            id.getName().startsWith("faultmaven.") || id.getName().startsWith("kafka.");
        return ofTenants && id.getTag(TENANT) == null ? id.withTag(first) : id;
      }
    };
  }

  @Bean
  LogLevelEndpoint logLevelEndpoint(LoggingSystem logging) {
    return new LogLevelEndpoint(logging);
  }

  /** Keeps web pages out where there is no authentication but the loopback's. */
  @Bean
  FilterRegistrationBean<LoopbackGuard> loopbackGuard(FaultMavenConfig config) {
    var registration = new FilterRegistrationBean<>(new LoopbackGuard());
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    registration.setEnabled(!config.server().unauthenticated() && !config.access().required());
    return registration;
  }
}
