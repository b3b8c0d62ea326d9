package org.faultmaven.sanitizer.stream;

import org.faultmaven.runtime.PortHealth;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * The stream as a component of the health. Held by a backend that is away it is degraded: its lag
 * shows, and it goes on by itself. Stopped for good it is down.
 */
public final class StreamHealth implements HealthIndicator {
  private final SanitizerStream stream;

  public StreamHealth(SanitizerStream stream) {
    this.stream = stream;
  }

  @Override
  public Health health() {
    Health.Builder health =
        stream.halted() != null
            ? Health.down()
            : stream.isReady() ? Health.up() : Health.status(PortHealth.DEGRADED);
    return health.withDetail("state", stream.describe()).build();
  }
}
