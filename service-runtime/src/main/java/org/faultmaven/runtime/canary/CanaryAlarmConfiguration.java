package org.faultmaven.runtime.canary;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the alarm that the canary's parts in this process raise together, when it is enabled. */
@Configuration(proxyBeanMethods = false)
public class CanaryAlarmConfiguration {
  @Bean
  @Nullable LeakAlarm leakAlarm(FaultMavenConfig config, MeterRegistry meters, Clock clock) {
    return config.canary().enabled() ? new LeakAlarm(meters, clock) : null;
  }

  @Bean
  @Nullable HealthIndicator leakCanaryHealthIndicator(@Nullable LeakAlarm alarm) {
    return alarm == null ? null : new CanaryHealth(alarm);
  }
}
