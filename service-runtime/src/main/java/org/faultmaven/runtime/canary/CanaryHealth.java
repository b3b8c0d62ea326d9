package org.faultmaven.runtime.canary;

import org.faultmaven.runtime.PortHealth;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * The canary as a component of the health. Degraded when it can't do its work, and when it was
 * seen: what a leak takes out of service is the stream, which says so for itself.
 */
final class CanaryHealth implements HealthIndicator {
  private final LeakAlarm alarm;

  CanaryHealth(LeakAlarm alarm) {
    this.alarm = alarm;
  }

  @Override
  public Health health() {
    String seen = alarm.raised();
    if (seen != null) {
      return Health.status(PortHealth.DEGRADED).withDetail("seen", seen).build();
    }
    var waiting = alarm.hindrances();
    return waiting.isEmpty()
        ? Health.up().build()
        : Health.status(PortHealth.DEGRADED).withDetail("waiting", waiting).build();
  }
}
