package org.faultmaven.ingest;

import java.util.Map;
import org.faultmaven.contracts.config.ConfigSource;
import org.faultmaven.contracts.config.Configuration;
import org.faultmaven.contracts.config.DataSize;
import org.faultmaven.contracts.config.FaultMavenConfig;

/** A configuration with the two sections that the API reads. */
public final class TestConfig {
  private TestConfig() {}

  /**
   * @param bootstrap host:port of the broker
   * @param instance tells instances of one host apart, as their ports do
   * @param maxUpload limit of an upload
   */
  public static FaultMavenConfig of(String bootstrap, int instance, DataSize maxUpload) {
    return Configuration.load(
            ConfigSource.of(
                Map.of(
                    "kafka.bootstrap-servers",
                    bootstrap,
                    "kafka.topic-prefix",
                    "test.",
                    "kafka.partitions",
                    "3",
                    "server.port",
                    Integer.toString(instance),
                    "server.max-upload",
                    maxUpload.bytes() + "B",
                    "server.shutdown-grace",
                    "1s"),
                "test"))
        .config();
  }
}
