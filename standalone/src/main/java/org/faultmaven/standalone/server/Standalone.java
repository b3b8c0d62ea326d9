package org.faultmaven.standalone.server;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.faultmaven.contracts.config.Configuration;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.config.KafkaConfig;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.runtime.BootDefaults;
import org.faultmaven.runtime.BootSettings;
import org.faultmaven.runtime.Listening;
import org.faultmaven.runtime.ServiceProcess;
import org.faultmaven.runtime.SpringSettings;
import org.faultmaven.runtime.StartException;
import org.faultmaven.runtime.logging.LogSettings;
import org.faultmaven.runtime.logging.RepeatedMessages;
import org.faultmaven.standalone.broker.EmbeddedBroker;
import org.faultmaven.standalone.broker.FreePort;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * The whole product in this JVM, running. What was acknowledged survives anything; the next one on
 * the same folder goes on where this one was.
 */
public final class Standalone implements Running {
  private final ConfigurableApplicationContext context;
  private final FaultMavenConfig config;
  private final BrokerStart broker;
  private final DataFolder folder;

  private Standalone(
      ConfigurableApplicationContext context,
      FaultMavenConfig config,
      BrokerStart broker,
      DataFolder folder) {
    this.context = context;
    this.config = config;
    this.broker = broker;
    this.folder = folder;
  }

  /**
   * Starts, and returns when everything accepts work.
   *
   * @param arguments settings as on the command line: {@code --server.port=8080}
   * @throws StartException when it can't; nothing is left running
   */
  public static Standalone start(List<String> arguments) {
    var parts = new Parts();
    try {
      SpringApplication application =
          ServiceProcess.application(
              StandaloneConfiguration.class, bootDefaults(), context -> prepare(context, parts));
      ConfigurableApplicationContext context = application.run(arguments.toArray(String[]::new));
      return parts.started(context);
    } catch (RuntimeException e) {
      parts.close();
      throw StartException.in(e);
    }
  }

  /** As any service, with its log in a file: the screen is for the user. */
  private static Map<String, Object> bootDefaults() {
    Map<String, Object> defaults = BootDefaults.all();
    defaults.put(LogSettings.TEXT, true);
    defaults.put("logging.threshold.console", "OFF");
    // Spring binds no name of the environment to a key of ours.
    defaults.put(
        "logging.file.name",
        "${application.data-directory:${FAULTMAVEN_APPLICATION_DATA_DIRECTORY:.faultmaven/data}}"
            + "/logs/faultmaven.log");
    defaults.put("logging.logback.rollingpolicy.max-file-size", "10MB");
    defaults.put("logging.logback.rollingpolicy.max-history", "5");
    defaults.put("logging.level.kafka", "ERROR");
    defaults.put("logging.level.state.change.logger", "ERROR");
    return defaults;
  }

  /**
   * What standalone has otherwise than a cluster: one partition, so that order holds whatever the
   * client does; a log that a person reads; no leak canary, which costs a second stream, indexer
   * and keyword index.
   */
  static MapPropertySource defaults() {
    return new MapPropertySource(
        "standalone",
        Map.of("kafka.partitions", "1", "logging.format", "text", "canary.enabled", "false"));
  }

  private static void prepare(ConfigurableApplicationContext context, Parts parts) {
    ConfigurableEnvironment environment = context.getEnvironment();
    environment.getPropertySources().addLast(defaults());
    FaultMavenConfig draft = Configuration.load(new SpringSettings(environment)).config();
    Listening.requireSafe(draft.server(), draft.access());
    DataFolder folder = DataFolder.open(draft.application().dataDirectory().toAbsolutePath());
    parts.folder = folder;
    int kafkaPort = draft.kafka().port() == 0 ? freePort() : draft.kafka().port();
    Ports.requireFree(kafkaPort, "Kafka", "--kafka-port");
    if (draft.server().port() != 0) {
      Ports.requireFree(draft.server().port(), "HTTP", "--port");
    }
    Map<String, Object> own = BootSettings.of(draft);
    own.put("kafka.bootstrap-servers", "localhost:" + kafkaPort);
    own.put(
        "sanitizer.state-directory", folder.resolve(draft.sanitizer().stateDirectory()).toString());
    if (!draft.sanitizer().pseudonymKey().isSet()) {
      own.put("sanitizer.pseudonym-key", folder.pseudonymKey().reveal());
    }
    environment.getPropertySources().addFirst(new MapPropertySource("standalone, fixed", own));
    FaultMavenConfig config = Configuration.load(new SpringSettings(environment)).config();
    RepeatedMessages.install(config.logging());
    long maxMessage = config.kafka().maxMessage().bytes();
    parts.config = config;
    parts.broker =
        new BrokerStart(
            () -> EmbeddedBroker.start(folder.resolve("broker"), kafkaPort, maxMessage));
    var beans = context.getBeanFactory();
    beans.registerSingleton("faultMavenConfig", config);
    beans.registerSingleton("brokerStart", parts.broker);
  }

  public int port() {
    return Optional.ofNullable(((WebServerApplicationContext) context).getWebServer())
        .orElseThrow()
        .getPort();
  }

  public String bootstrapServers() {
    return broker.await().bootstrapServers();
  }

  @Override
  public URI api() {
    String scheme = config.server().tlsCertificate() == null ? "http" : "https";
    return URI.create(scheme + "://localhost:" + port());
  }

  @Override
  public URI ingestApi() {
    return api();
  }

  @Override
  public URI sanitizerApi() {
    return api();
  }

  @Override
  public KafkaConfig kafka() {
    return config.kafka();
  }

  @Override
  public String rawLogTopic() {
    return part(Topics.class).rawLogs().getFirst().name();
  }

  @Override
  public Path dataDirectory() {
    return config.application().dataDirectory().toAbsolutePath();
  }

  /** A part of the running product, for its own tests and benchmarks. */
  <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  /** Stops in order: requests end, what was read is committed, the broker goes last. */
  @Override
  public void close() {
    try {
      context.close();
    } finally {
      broker.close();
      closeFolder(folder);
    }
  }

  private static void closeFolder(DataFolder folder) {
    try {
      folder.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the data folder could not be released", e);
    }
  }

  private static int freePort() {
    try {
      return FreePort.find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is open while the start is under way. */
  private static final class Parts {
    private @Nullable DataFolder folder;
    private @Nullable BrokerStart broker;
    private @Nullable FaultMavenConfig config;

    Standalone started(ConfigurableApplicationContext context) {
      return new Standalone(
          context, requireNonNull(config), requireNonNull(broker), requireNonNull(folder));
    }

    void close() {
      if (broker != null) {
        broker.close();
      }
      if (folder != null) {
        closeFolder(folder);
      }
    }
  }
}
