package org.faultmaven.runtime;

import java.util.HashMap;
import java.util.Map;

/** How Spring Boot is set where nobody says otherwise. Not settings of the product. */
public final class BootDefaults {
  private BootDefaults() {}

  /** A new map each time, to add to. */
  public static Map<String, Object> all() {
    return new HashMap<>(
        Map.ofEntries(
            // Not Boot's Kafka: connections come from the typed configuration.
            Map.entry(
                "spring.autoconfigure.exclude",
                "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration"),
            Map.entry("spring.main.lazy-initialization", "false"),
            Map.entry("spring.threads.virtual.enabled", "true"),
            Map.entry("spring.jmx.enabled", "false"),
            Map.entry("server.address", "127.0.0.1"),
            Map.entry("server.shutdown", "graceful"),
            Map.entry("server.error.include-message", "never"),
            Map.entry("management.endpoints.web.exposure.include", "health,prometheus,loglevel"),
            Map.entry("management.endpoint.health.show-details", "always"),
            Map.entry("management.endpoint.health.probes.enabled", "true"),
            // Liveness never depends on a backend.
            Map.entry("management.endpoint.health.group.readiness.include", "*"),
            Map.entry(
                "management.endpoint.health.status.order",
                "DOWN,OUT_OF_SERVICE,DEGRADED,UNKNOWN,UP"),
            Map.entry("logging.level.root", "WARN"),
            Map.entry("logging.level.org.faultmaven", "INFO"),
            // It logs what it can't read, whole; what goes wrong is answered.
            Map.entry("logging.level.io.modelcontextprotocol", "OFF"),
            // Kafka logs whole settings and, at shutdown, disconnections that are meant.
            Map.entry("logging.level.org.apache.kafka", "ERROR")));
  }
}
