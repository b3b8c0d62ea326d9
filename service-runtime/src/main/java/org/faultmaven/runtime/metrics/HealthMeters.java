package org.faultmaven.runtime.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;

/** The components of the health as gauges. A scrape reads what was seen last, and asks nobody. */
final class HealthMeters {
  private final MeterRegistry meters;
  private final Map<String, Double> seen = new ConcurrentHashMap<>();

  HealthMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  /** Asks every component, which may take as long as a backend that does not answer. */
  void refresh(HealthEndpoint health) {
    var now = new TreeMap<String, Double>();
    Map<String, HealthDescriptor> components =
        health.health() instanceof CompositeHealthDescriptor all ? all.getComponents() : null;
    if (components != null) {
      components.forEach((name, component) -> now.put(name, value(component)));
    }
    now.forEach(
        (name, value) -> {
          if (seen.put(name, value) == null) {
            register(name);
          }
        });
  }

  private static double value(HealthDescriptor component) {
    return component.getStatus().equals(Status.UP) ? 1 : 0;
  }

  private void register(String component) {
    Gauge.builder("faultmaven.health.up", () -> seen.getOrDefault(component, Double.NaN))
        .description("1 while a component of the health is up, 0 while it is degraded or down")
        .tag("component", component)
        .register(meters);
  }
}
