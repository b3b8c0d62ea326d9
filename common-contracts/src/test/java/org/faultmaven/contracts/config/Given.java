package org.faultmaven.contracts.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Configurations from a few names and values. */
final class Given {
  /** Base64 of 32 bytes. */
  static final String KEY = "a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2U=";

  private Given() {}

  /** Names and values in turn, from a file. */
  static Configuration file(String... namesAndValues) {
    return Configuration.read(fileSource(namesAndValues));
  }

  /** Names and values in turn, from the environment. */
  static Configuration environment(String... namesAndValues) {
    return Configuration.read(ConfigSource.environment(map(namesAndValues)));
  }

  static ConfigSource fileSource(String... namesAndValues) {
    return ConfigSource.of(map(namesAndValues), "file faultmaven.yml");
  }

  static List<String> problems(String... namesAndValues) {
    return file(namesAndValues).problems().stream().map(Problem::toString).toList();
  }

  static Map<String, String> map(String... namesAndValues) {
    var map = new LinkedHashMap<String, String>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }
}
