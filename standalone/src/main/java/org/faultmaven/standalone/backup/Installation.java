package org.faultmaven.standalone.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.standalone.server.GivenSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say whose topics they are: the settings that the services run with. */
final class Installation {
  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "Kafka brokers (kafka.bootstrap-servers).")
  private @Nullable String bootstrap;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting of docs/configuration.md; may be repeated.")
  private List<String> settings = List.of();

  FaultMavenConfig config() {
    var given = new ArrayList<>(settings.stream().map(setting -> "--" + setting).toList());
    if (bootstrap != null) {
      given.add("--kafka.bootstrap-servers=" + bootstrap);
    }
    return GivenSettings.read(given);
  }

  /** The topics of each tenant, the first tenant's first. */
  static List<Topics> tenants(FaultMavenConfig config) {
    return Stream.concat(Stream.of(config), config.application().tenants().stream().map(config::of))
        .map(Topics::of)
        .toList();
  }
}
