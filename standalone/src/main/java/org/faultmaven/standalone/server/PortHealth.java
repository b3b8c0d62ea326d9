package org.faultmaven.standalone.server;

import java.util.function.Supplier;
import org.faultmaven.contracts.port.BackendException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** A port's own check as a component of the health. */
final class PortHealth implements HealthIndicator {
  private final Supplier<org.faultmaven.contracts.record.Health> check;

  PortHealth(Supplier<org.faultmaven.contracts.record.Health> check) {
    this.check = check;
  }

  @Override
  public Health health() {
    try {
      org.faultmaven.contracts.record.Health seen = check.get();
      Health.Builder health = seen.up() ? Health.up() : Health.down();
      health.withDetail("latencyMs", seen.latency().toMillis());
      if (seen.detail() != null) {
        health.withDetail("detail", seen.detail());
      }
      return health.build();
    } catch (BackendException e) {
      return Health.down().withDetail("detail", String.valueOf(e.getMessage())).build();
    }
  }
}
