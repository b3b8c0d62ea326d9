package org.faultmaven.contracts.config;

import java.util.List;
import java.util.Set;
import org.faultmaven.contracts.port.IConfiguration;

/**
 * The configuration as it was read, once. Immutable. Features take their section of {@link
 * #config()} by constructor; the rest is for people.
 */
public final class Configuration {
  private final FaultMavenConfig config;
  private final List<Reading> readings;
  private final List<Problem> problems;

  Configuration(FaultMavenConfig config, List<Reading> readings, List<Problem> problems) {
    this.config = config;
    this.readings = List.copyOf(readings);
    this.problems = List.copyOf(problems);
  }

  /**
   * The checked configuration.
   *
   * @throws InvalidConfigurationException with every problem there is
   */
  public static Configuration load(ConfigSource source) {
    Configuration read = read(source);
    if (!read.problems.isEmpty()) {
      throw new InvalidConfigurationException(read.problems);
    }
    return read;
  }

  /** The configuration with its problems, to be shown and not used. */
  public static Configuration read(ConfigSource source) {
    return new ConfigBinder(source).bind();
  }

  /**
   * Every section.
   *
   * @throws InvalidConfigurationException when there are problems
   */
  public FaultMavenConfig config() {
    if (!problems.isEmpty()) {
      throw new InvalidConfigurationException(problems);
    }
    return config;
  }

  /** Every problem, settings in their order; empty when valid. */
  public List<Problem> problems() {
    return problems;
  }

  /** Every setting with its value and where that came from; one that has a problem as given. */
  public List<EffectiveSetting> settings() {
    Set<String> wrong = Problem.keys(problems);
    return readings.stream()
        .map(reading -> reading.effective(wrong.contains(reading.key())))
        .toList();
  }

  /** The view by dotted keys. */
  public IConfiguration view() {
    return new ConfigurationView(readings, problems);
  }

  /** Without values. */
  @Override
  public String toString() {
    return "Configuration[" + readings.size() + " settings, " + problems.size() + " problems]";
  }
}
