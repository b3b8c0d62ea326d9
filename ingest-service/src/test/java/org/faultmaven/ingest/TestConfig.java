package org.faultmaven.ingest;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.List;
import org.faultmaven.contracts.config.DataSize;
import org.faultmaven.contracts.config.ExtractionConfig;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.config.KafkaConfig;
import org.faultmaven.contracts.config.ServerConfig;

/** A configuration with the sections that the API reads. */
public final class TestConfig {
  private TestConfig() {}

  /**
   * @param bootstrap host:port of the broker
   * @param instance tells instances of one host apart, as their ports do
   * @param maxUpload limit of an upload
   */
  public static FaultMavenConfig of(String bootstrap, int instance, DataSize maxUpload) {
    FaultMavenConfig config = mock(FaultMavenConfig.class);
    when(config.server())
        .thenReturn(new ServerConfig("127.0.0.1", instance, maxUpload, Duration.ofSeconds(1)));
    when(config.extraction())
        .thenReturn(new ExtractionConfig(new DataSize(256 << 20), Duration.ofSeconds(60), 1));
    when(config.kafka())
        .thenReturn(
            new KafkaConfig(
                List.of(bootstrap.split(",")),
                "test.",
                List.of(),
                true,
                3,
                1,
                Duration.ofHours(24),
                Duration.ofDays(7),
                new DataSize(1L << 32),
                new DataSize(1L << 32),
                new DataSize(16 << 20),
                Duration.ofSeconds(60),
                0));
    return config;
  }
}
