package org.faultmaven.sanitizer.support;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.faultmaven.contracts.config.ConfigSource;
import org.faultmaven.contracts.config.Configuration;
import org.faultmaven.contracts.config.FaultMavenConfig;

/** The product's defaults, but for what a test sets. */
public final class TestConfig {
  private TestConfig() {}

  public static FaultMavenConfig of(Path data, Map<String, String> settings) {
    var all = new HashMap<>(settings);
    all.put("application.data-directory", data.toString());
    return Configuration.load(
            names ->
                names.stream()
                    .filter(all::containsKey)
                    .findFirst()
                    .map(name -> new ConfigSource.Value(all.get(name), "test")))
        .config();
  }

  public static FaultMavenConfig of(Path data) {
    return of(data, Map.of());
  }
}
