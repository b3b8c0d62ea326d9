package org.faultmaven.standalone.server;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of a command that say which installation it is about: the settings of its services. */
public final class Installation {
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

  /** The settings, these options over files and the environment. */
  public FaultMavenConfig config() {
    var given = new ArrayList<>(settings.stream().map(setting -> "--" + setting).toList());
    if (bootstrap != null) {
      given.add("--kafka.bootstrap-servers=" + bootstrap);
    }
    return GivenSettings.read(given);
  }

  /** The settings of each tenant, the first tenant's first. */
  public static List<FaultMavenConfig> tenants(FaultMavenConfig config) {
    return Stream.concat(Stream.of(config), config.application().tenants().stream().map(config::of))
        .toList();
  }
}
