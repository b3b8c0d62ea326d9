package org.faultmaven.runtime;

import java.time.Duration;
import java.util.function.Supplier;
import org.faultmaven.contracts.port.BackendException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * A port's own check as a component of the health. A backend that is away makes a service {@link
 * #DEGRADED} and not unready: it goes on with what needs no such backend, and taking it out of
 * service would help nobody.
 */
public final class PortHealth implements HealthIndicator {
  /** It serves, and not everything. */
  public static final Status DEGRADED = new Status("DEGRADED");

  /** Everyone may ask whether a process is ready, and as often as he likes. */
  private static final Duration REMEMBERED = Duration.ofSeconds(1);

  private record Seen(Health health, long nanos) {}

  private final Supplier<org.faultmaven.contracts.record.Health> check;
  private volatile @Nullable Seen last;

  public PortHealth(Supplier<org.faultmaven.contracts.record.Health> check) {
    this.check = check;
  }

  @Override
  public Health health() {
    Seen seen = last;
    if (seen != null && System.nanoTime() - seen.nanos() < REMEMBERED.toNanos()) {
      return seen.health();
    }
    Health health = checked();
    last = new Seen(health, System.nanoTime());
    return health;
  }

  private Health checked() {
    try {
      org.faultmaven.contracts.record.Health seen = check.get();
      Health.Builder health = seen.up() ? Health.up() : Health.status(DEGRADED);
      health.withDetail("latencyMs", seen.latency().toMillis());
      if (seen.detail() != null) {
        health.withDetail("detail", seen.detail());
      }
      org.faultmaven.contracts.record.Health.Calls calls = seen.calls();
      if (calls != null) {
        health.withDetail("breaker", calls.breaker().name());
        if (calls.lastError() != null) {
          health.withDetail("lastError", calls.lastError());
        }
      }
      return health.build();
    } catch (BackendException e) {
      return Health.status(DEGRADED).withDetail("detail", String.valueOf(e.getMessage())).build();
    }
  }
}
