package org.faultmaven.standalone.server;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.faultmaven.contracts.config.Configuration;
import org.faultmaven.contracts.config.EffectiveSetting;
import org.faultmaven.runtime.SpringSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Prints every setting as {@code up} would see it from here, with where it was written. */
@Command(
    name = "config",
    description = "Print every setting, and where it came from.",
    mixinStandardHelpOptions = true)
public final class ConfigCommand implements Callable<Integer> {
  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "As for up; may be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    var environment = new StandardEnvironment();
    ConfigDataEnvironmentPostProcessor.applyTo(environment);
    environment
        .getPropertySources()
        .addFirst(new MapPropertySource("command line", Map.copyOf(settings)));
    environment.getPropertySources().addLast(Standalone.defaults());
    Configuration configuration = Configuration.read(new SpringSettings(environment));
    if (json) {
      out().println(new JsonMapper().writeValueAsString(rows(configuration.settings())));
    } else {
      print(configuration.settings());
    }
    configuration.problems().forEach(problem -> err().println(problem));
    return configuration.problems().isEmpty() ? 0 : 1;
  }

  private void print(List<EffectiveSetting> all) {
    int width = all.stream().mapToInt(setting -> setting.key().length()).max().orElse(0);
    for (EffectiveSetting setting : all) {
      out()
          .printf(
              "%-" + width + "s = %-28s (%s)%n", setting.key(), setting.value(), setting.origin());
    }
  }

  private static List<Map<String, String>> rows(List<EffectiveSetting> all) {
    return all.stream()
        .map(
            setting ->
                Map.of("key", setting.key(), "value", setting.value(), "origin", setting.origin()))
        .toList();
  }

  private PrintWriter out() {
    return java.util.Objects.requireNonNull(spec, "picocli sets it").commandLine().getOut();
  }

  private PrintWriter err() {
    return java.util.Objects.requireNonNull(spec, "picocli sets it").commandLine().getErr();
  }
}
