package org.faultmaven.runtime.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeMap;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.config.KafkaConfig;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every process meters of itself. */
@Configuration(proxyBeanMethods = false)
public class MetricsConfiguration {
  private static final Duration HEALTH = Duration.ofSeconds(15);

  /** Tags as Kafka's metrics have them, in Micrometer's spelling and in their own. */
  private static final Set<String> PARTS =
      Set.of("node.id", "node-id", "partition", "task.id", "task-id");

  @Bean
  MeterFilter histograms() {
    return new Histograms();
  }

  /**
   * Kafka's clients meter brokers, partitions and tasks apart: thousands of time series that grow
   * with somebody else's cluster. What is metered by client and thread says enough.
   */
  @Bean
  MeterFilter withoutPartitions() {
    return MeterFilter.deny(
        id ->
            id.getName().startsWith("kafka.")
                && PARTS.stream().anyMatch(part -> id.getTag(part) != null));
  }

  /** The disk that holds stores and indexes, whatever folder the process was started in. */
  @Bean
  MeterBinder dataDisk(FaultMavenConfig config) {
    return new DiskSpaceMetrics(existing(config.application().dataDirectory()).toFile());
  }

  private static Path existing(Path folder) {
    Path at = folder.toAbsolutePath();
    for (Path up = at; up != null; up = up.getParent()) {
      if (up.toFile().exists()) {
        return up;
      }
    }
    return at;
  }

  @Bean
  MeterBinder certificates(FaultMavenConfig config) {
    KafkaConfig kafka = config.kafka();
    var files = new TreeMap<String, Path>();
    if (kafka.tlsAuthorities() != null) {
      files.put("kafka.tls-authorities", kafka.tlsAuthorities());
    }
    if (kafka.tlsCertificate() != null) {
      files.put("kafka.tls-certificate", kafka.tlsCertificate());
    }
    if (config.server().tlsCertificate() != null) {
      files.put("server.tls-certificate", config.server().tlsCertificate());
    }
    return new Certificates(files);
  }

  /** Not before everything is wired: the endpoint knows all components. */
  @Bean
  Periodically healthMeters(ObjectProvider<HealthEndpoint> health, MeterRegistry meters) {
    var seen = new HealthMeters(meters);
    return new Periodically("health-meters", HEALTH, () -> health.ifAvailable(seen::refresh));
  }
}
