package org.faultmaven.standalone.deploy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.faultmaven.contracts.config.ConfigSource;
import org.faultmaven.contracts.config.Configuration;
import org.faultmaven.contracts.config.EffectiveSetting;

/** What the configuration library knows: keys, their names in the environment, their defaults. */
final class Settings {
  private static final List<EffectiveSetting> ALL =
      Configuration.read(ConfigSource.of(Map.of(), "nothing")).settings();

  private Settings() {}

  /** Defaults by key, in the library's order; empty where there is none. */
  static Map<String, String> defaults() {
    var defaults = new java.util.LinkedHashMap<String, String>();
    ALL.forEach(setting -> defaults.put(setting.key(), setting.secret() ? "" : setting.value()));
    return defaults;
  }

  /** Keys by each name that the environment may have for them. */
  static Map<String, String> keysByVariable() {
    var keys = new TreeMap<String, String>();
    ALL.forEach(setting -> setting.environment().forEach(name -> keys.put(name, setting.key())));
    // Each provider's own key, model and address.
    for (String provider : List.of("OPENAI", "ANTHROPIC")) {
      keys.put(provider + "_API_KEY", "llm.api-key");
      keys.put(provider + "_MODEL", "llm.model");
      keys.put(provider + "_BASE_URL", "llm.base-url");
    }
    return keys;
  }

  /** What the library says is wrong with these settings, by key. */
  static List<String> problems(Map<String, String> settings) {
    return Configuration.read(ConfigSource.of(new HashMap<>(settings), "chart")).problems().stream()
        .map(Object::toString)
        .toList();
  }
}
