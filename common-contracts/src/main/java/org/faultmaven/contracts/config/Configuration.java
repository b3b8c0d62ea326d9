package org.faultmaven.contracts.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.faultmaven.contracts.port.IConfiguration;
import org.jspecify.annotations.Nullable;

/** The configuration of this process: bound and checked once, never changed. */
public final class Configuration implements IConfiguration {
  private final FaultMavenConfig config;
  private final List<EffectiveSetting> settings;

  private Configuration(FaultMavenConfig config, List<EffectiveSetting> settings) {
    this.config = config;
    this.settings = settings;
  }

  /**
   * @throws InvalidConfigurationException with every problem there is
   */
  public static Configuration load(ConfigSource source) {
    var binder = new Binder(source);
    FaultMavenConfig config = binder.bind();
    binder.problems().addAll(Rules.problems(config, binder.settings()));
    if (!binder.problems().isEmpty()) {
      throw new InvalidConfigurationException(binder.problems());
    }
    return new Configuration(config, binder.settings());
  }

  /** The records that features take. */
  public FaultMavenConfig config() {
    return config;
  }

  /** Every setting with its value and origin, secrets masked. */
  public List<EffectiveSetting> settings() {
    return settings;
  }

  @Override
  public @Nullable String get(String key, @Nullable String fallback) {
    return find(key).filter(value -> !value.isEmpty()).orElse(fallback);
  }

  @Override
  public int getInt(String key, int fallback) {
    String value = get(key, null);
    if (value == null) {
      return fallback;
    }
    try {
      return Integer.parseInt(value.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + " is no whole number");
    }
  }

  @Override
  public boolean getBool(String key, boolean fallback) {
    String value = get(key, null);
    return value == null
        ? fallback
        : value.strip().toLowerCase(java.util.Locale.ROOT).matches("true|1|yes|on");
  }

  @Override
  public String getStr(String key, String fallback) {
    String value = get(key, fallback);
    return value == null ? fallback : value;
  }

  /** Empty: an invalid configuration is never made. */
  @Override
  public List<String> validate() {
    return Rules.problems(config, settings);
  }

  @Override
  public Map<String, Object> toMap() {
    var map = new TreeMap<String, Object>();
    for (EffectiveSetting setting : settings) {
      boolean secret = setting.value().equals("****") || isSecret(setting.key());
      map.put(setting.key(), secret ? (Object) !setting.value().isEmpty() : setting.value());
    }
    return map;
  }

  private static boolean isSecret(String key) {
    return Binder.sections().stream()
        .flatMap(section -> Key.of(section).stream())
        .anyMatch(known -> known.name().equals(key) && known.isSecret());
  }

  /** By our key, or by FaultMaven's original one: underscores for hyphens, and a few that moved. */
  private Optional<String> find(String key) {
    String ours =
        switch (key) {
          case "application.session_timeout", "application.session_timeout_minutes" ->
              "session.timeout";
          case "application.enable_migration_logging" -> "application.migration-logging";
          default -> key.replace('_', '-');
        };
    return settings.stream()
        .filter(setting -> setting.key().equals(ours))
        .map(EffectiveSetting::value)
        .findFirst();
  }
}
