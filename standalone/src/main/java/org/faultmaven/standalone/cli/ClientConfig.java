package org.faultmaven.standalone.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.faultmaven.contracts.config.ConfigSource;
import org.faultmaven.contracts.config.Configuration;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.config.InvalidConfigurationException;
import org.faultmaven.contracts.config.KafkaConfig;
import org.faultmaven.contracts.config.ServerConfig;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.topic.Topics;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * What a command takes for granted: the settings of an installation on this machine, with their
 * defaults and with what the environment says of them. Settings that no client needs are not read:
 * they may be wrong or missing where only a client runs.
 */
final class ClientConfig implements IDefaultValueProvider {
  /** Where an installation elsewhere is; no setting, since an installation does not ask it. */
  private static final String URL = "FAULTMAVEN_URL";

  private static final String INGEST_URL = "FAULTMAVEN_INGEST_URL";
  private static final String SANITIZER_URL = "FAULTMAVEN_SANITIZER_URL";

  /** Not an option: every user of the machine can read a command line. */
  private static final String KEY = "FAULTMAVEN_API_KEY";

  private static final List<String> READ =
      List.of("FAULTMAVEN_KAFKA_", "FAULTMAVEN_SERVER_", "FAULTMAVEN_APPLICATION_DATA_DIRECTORY");

  private final Map<String, String> environment;

  ClientConfig() {
    this(System.getenv());
  }

  ClientConfig(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option)) {
      return null;
    }
    try {
      return switch (option.longestName()) {
        case "--url" -> url();
        case "--ingest-url" -> environment.get(INGEST_URL);
        case "--sanitizer-url" -> environment.get(SANITIZER_URL);
        case "--bootstrap" -> String.join(",", kafka().bootstrapServers());
        case "--topic" -> rawLogTopic(kafka());
        case "--data" -> config().application().dataDirectory().toString();
        default -> null;
      };
    } catch (InvalidConfigurationException e) {
      throw new ParameterException(
          argument.command().commandLine(), String.valueOf(e.getMessage()));
    }
  }

  /** What is sent to an API that asks who calls; null where nothing is. */
  @Nullable String apiKey() {
    return environment.get(KEY);
  }

  KafkaConfig kafka() {
    return config().kafka();
  }

  private String url() {
    ServerConfig server = config().server();
    return environment.getOrDefault(URL, "http://" + server.address() + ":" + server.port());
  }

  private static String rawLogTopic(KafkaConfig kafka) {
    // Of one tenant's topics only the name matters here.
    var topics = new Topics(kafka.topicPrefix(), new Tenant("default"), kafka.rawLogTopics());
    return topics.rawLogs().getFirst().name();
  }

  private FaultMavenConfig config() {
    Map<String, String> read =
        environment.entrySet().stream()
            .filter(variable -> READ.stream().anyMatch(variable.getKey()::startsWith))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return Configuration.load(ConfigSource.environment(read)).config();
  }
}
