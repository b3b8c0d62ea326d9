package org.faultmaven.runtime;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.faultmaven.contracts.config.Configuration;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.config.InvalidConfigurationException;
import org.faultmaven.contracts.topic.TopicCatalog;
import org.faultmaven.contracts.topic.TopicUser;
import org.faultmaven.runtime.logging.RepeatedMessages;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** One service as a process of its own, running. Stops in order when it is closed. */
public final class ServiceProcess implements AutoCloseable {
  private final ConfigurableApplicationContext context;

  private ServiceProcess(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /**
   * Runs a service until the process is told to end. Says on {@code err} why it can't start.
   *
   * @param wiring the service's own {@code *ServiceConfiguration}
   * @param user its place among those who use the topics
   * @param arguments settings as on the command line: {@code --server.port=8081}
   * @return the exit status: 0 when it runs, 1 when it can't start, 2 when the settings are wrong
   */
  public static int main(
      Class<?> wiring, TopicUser user, List<String> arguments, PrintStream out, PrintStream err) {
    try {
      ServiceProcess process = start(wiring, user, arguments);
      process.context.registerShutdownHook();
      out.println("Ready on port " + process.port() + ".");
      return 0;
    } catch (InvalidConfigurationException e) {
      err.println("Can't start: " + e.getMessage());
      return 2;
    } catch (StartException e) {
      err.println("Can't start: " + e.getMessage());
      return 1;
    }
  }

  /**
   * Starts a service, and returns when it accepts work.
   *
   * @throws StartException when it can't
   * @throws InvalidConfigurationException with every problem of the settings
   */
  public static ServiceProcess start(Class<?> wiring, TopicUser user, List<String> arguments) {
    try {
      SpringApplication application =
          application(wiring, BootDefaults.all(), context -> prepare(context, user));
      return new ServiceProcess(application.run(arguments.toArray(String[]::new)));
    } catch (RuntimeException e) {
      throw StartException.in(e);
    }
  }

  /** Spring as every process of the product runs it. */
  public static SpringApplication application(
      Class<?> wiring,
      Map<String, Object> defaults,
      ApplicationContextInitializer<ConfigurableApplicationContext> prepare) {
    var application = new SpringApplication(wiring);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.setRegisterShutdownHook(false);
    application.setDefaultProperties(defaults);
    application.addInitializers(prepare);
    return application;
  }

  private static void prepare(ConfigurableApplicationContext context, TopicUser user) {
    ConfigurableEnvironment environment = context.getEnvironment();
    FaultMavenConfig config = Configuration.load(new SpringSettings(environment)).config();
    Listening.requireSafe(config.server(), config.access());
    requirePseudonymKey(config);
    RepeatedMessages.install(config.logging());
    // Boot's own names of what the configuration says.
    Map<String, Object> boot = BootSettings.of(config);
    boot.put("spring.application.name", "faultmaven-" + user.name().toLowerCase(Locale.ROOT));
    environment.getPropertySources().addFirst(new MapPropertySource("service, fixed", boot));
    var beans = context.getBeanFactory();
    beans.registerSingleton("faultMavenConfig", config);
    beans.registerSingleton("placement", Placement.SERVICE);
    ((org.springframework.context.support.GenericApplicationContext) context)
        .registerBean(
            "topicsReady",
            TopicsReady.class,
            () ->
                new TopicsReady(
                    () -> {}, context.getBean(TopicCatalog.class), Set.of(user), config.kafka()));
  }

  private static void requirePseudonymKey(FaultMavenConfig config) {
    if (!config.sanitizer().pseudonymKey().isSet()) {
      throw new StartException(
          "sanitizer.pseudonym-key (PSEUDONYM_KEY) is not set. All services of an installation"
              + " share one key: make it with openssl rand -base64 32, and keep it.");
    }
  }

  /** The port of its HTTP listener. */
  public int port() {
    return java.util.Optional.ofNullable(((WebServerApplicationContext) context).getWebServer())
        .orElseThrow()
        .getPort();
  }

  /** A part of the running service, for its tests. */
  public <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }
}
