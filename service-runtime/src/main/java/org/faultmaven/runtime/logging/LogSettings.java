package org.faultmaven.runtime.logging;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.faultmaven.contracts.config.ConfigSource;
import org.faultmaven.contracts.config.Configuration;
import org.faultmaven.contracts.config.EffectiveSetting;
import org.faultmaven.contracts.config.LoggingConfig.Format;
import org.faultmaven.runtime.SpringSettings;
import org.faultmaven.runtime.trace.TraceMembers;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Tells Spring Boot's logging, which starts before everything else, what {@code logging.level} and
 * {@code logging.format} say. Wrong values are reported later, with all other problems.
 */
public final class LogSettings implements EnvironmentPostProcessor, Ordered {
  /** A process whose default properties hold it logs as text unless somebody says otherwise. */
  public static final String TEXT = "faultmaven.log-as-text";

  private static final String ECS = "ecs";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    ConfigSource source = new SpringSettings(environment);
    Map<String, EffectiveSetting> settings = new HashMap<>();
    Configuration.read(source).settings().forEach(each -> settings.put(each.key(), each));
    EffectiveSetting level = Objects.requireNonNull(settings.get("logging.level"));
    EffectiveSetting format = Objects.requireNonNull(settings.get("logging.format"));
    var boot = new HashMap<String, Object>();
    boot.put("logging.level.org.faultmaven", level.value());
    // Whatever the level of the rest: an audit has no gaps.
    boot.put("logging.level.org.faultmaven.audit", "info");
    boolean text = !format.given() && environment.containsProperty(TEXT);
    if (!text && Format.JSON.name().equalsIgnoreCase(format.value())) {
      boot.put("logging.structured.format.console", ECS);
      boot.put("logging.structured.format.file", ECS);
      boot.put("logging.structured.json.customizer", TraceMembers.class.getName());
    }
    environment.getPropertySources().addFirst(new MapPropertySource("logging, fixed", boot));
  }

  /** After the files of settings were read. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }
}
