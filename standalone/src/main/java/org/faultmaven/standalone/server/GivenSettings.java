package org.faultmaven.standalone.server;

import java.util.LinkedHashMap;
import java.util.List;
import org.faultmaven.contracts.config.Configuration;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.config.InvalidConfigurationException;
import org.faultmaven.runtime.SpringSettings;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The settings as a service that is started here would see them. */
public final class GivenSettings {
  private GivenSettings() {}

  /**
   * @param settings as on a service's command line: {@code --key=value}
   * @throws InvalidConfigurationException with every problem there is
   */
  public static FaultMavenConfig read(List<String> settings) {
    var environment = new StandardEnvironment();
    ConfigDataEnvironmentPostProcessor.applyTo(environment);
    var given = new LinkedHashMap<String, Object>();
    for (String setting : settings) {
      String[] keyAndValue = setting.substring("--".length()).split("=", 2);
      given.put(keyAndValue[0], keyAndValue.length == 2 ? keyAndValue[1] : "");
    }
    environment.getPropertySources().addFirst(new MapPropertySource("command line", given));
    return Configuration.load(new SpringSettings(environment)).config();
  }
}
