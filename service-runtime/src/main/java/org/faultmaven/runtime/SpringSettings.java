package org.faultmaven.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.faultmaven.contracts.config.ConfigSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Spring's Environment as the configuration library asks for it: place by place in Spring's order,
 * each name exactly as it is. Spring's own look-up would take {@code KAFKA_PORT} for {@code
 * kafka.port}.
 */
public final class SpringSettings implements ConfigSource {
  private final ConfigurableEnvironment environment;

  public SpringSettings(ConfigurableEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Optional<Value> find(List<String> names) {
    for (PropertySource<?> place : places()) {
      for (String name : names) {
        Object value = exactly(place, name);
        if (value != null && !value.toString().isBlank()) {
          String text = environment.resolveRequiredPlaceholders(value.toString());
          return Optional.of(new Value(text, origin(place, name)));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Spring's environment source would find {@code KAFKA_PORT} for {@code kafka.port}; its map does
   * not.
   */
  private static @Nullable Object exactly(PropertySource<?> place, String name) {
    return place instanceof SystemEnvironmentPropertySource variables
        ? variables.getSource().get(name)
        : place.getProperty(name);
  }

  /** What people wrote: Spring's own places hold names that are nobody's settings here. */
  @Override
  public Collection<String> names() {
    var names = new ArrayList<String>();
    for (PropertySource<?> place : places()) {
      if (place instanceof EnumerablePropertySource<?> listed && isWritten(place)) {
        names.addAll(List.of(listed.getPropertyNames()));
      }
    }
    return names;
  }

  /**
   * The environment's names are left in their case by Spring's plain source; its relaxed one is
   * left out.
   */
  private List<PropertySource<?>> places() {
    return environment.getPropertySources().stream()
        .filter(place -> !place.getName().equals("configurationProperties"))
        .filter(place -> !place.getName().equals("defaultProperties"))
        .toList();
  }

  private static boolean isWritten(PropertySource<?> place) {
    return place instanceof CommandLinePropertySource
        || place.getName().startsWith("Config resource");
  }

  private static String origin(PropertySource<?> place, String name) {
    if (place instanceof CommandLinePropertySource) {
      return "command line";
    }
    if (place.getName().equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)) {
      return "environment " + name;
    }
    if (place.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)) {
      return "system property";
    }
    Object found = OriginLookup.getOrigin(place, name);
    return found == null ? place.getName() : Objects.toString(found);
  }
}
