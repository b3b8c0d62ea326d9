package org.faultmaven.contracts.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Binds every record of {@link FaultMavenConfig} from a source, and gathers what is wrong. */
final class ConfigBinder {
  private final ConfigSource source;
  private final List<SectionSpec> sections = SectionSpec.all();

  ConfigBinder(ConfigSource source) {
    this.source = source;
  }

  Configuration bind() {
    LlmConfig.Provider provider = provider();
    var reader = new SettingReader(source);
    var readings = new ArrayList<Reading>();
    var records = new ArrayList<Record>();
    List<LlmConfig.Endpoint> fallbacks = List.of();
    for (SectionSpec section : sections) {
      var values = new ArrayList<@Nullable Object>();
      for (SettingSpec setting : section.settings()) {
        Reading reading = reader.read(setting, provider);
        readings.add(reading);
        values.add(reading.value());
        if (setting.key().equals("llm.fallback") && reading.value() instanceof List<?> names) {
          fallbacks = new FallbackModels(source).read(names);
        }
      }
      if (section.type() == LlmConfig.class) {
        values.add(fallbacks);
      }
      records.add(Records.create(section.type(), values));
    }
    var config = Records.create(FaultMavenConfig.class, records);
    return new Configuration(config, readings, problems(config, readings));
  }

  /** Read before the rest, since names of the model's settings begin with it. */
  private LlmConfig.Provider provider() {
    SettingSpec spec =
        sections.stream()
            .flatMap(section -> section.settings().stream())
            .filter(setting -> setting.type() == LlmConfig.Provider.class)
            .findFirst()
            .orElseThrow();
    // Of the names asked here none begins with a provider, so any will do.
    Reading reading = new SettingReader(source).read(spec, LlmConfig.Provider.LOCAL);
    if (reading.value() instanceof LlmConfig.Provider provider) {
      return provider;
    }
    throw new IllegalStateException(spec.key() + " has no default");
  }

  private List<Problem> problems(FaultMavenConfig config, List<Reading> readings) {
    var problems = new ArrayList<Problem>();
    var unreadable = new TreeSet<String>();
    for (Reading reading : readings) {
      if (reading.problem() != null) {
        problems.add(reading.problem());
        unreadable.add(reading.key());
      }
    }
    Set<String> given =
        readings.stream().filter(Reading::given).map(Reading::key).collect(Collectors.toSet());
    for (Rule rule : Rule.all()) {
      if (!rule.rests(unreadable) && !rule.holds().test(config, given)) {
        problems.add(new Problem(rule.key(), origin(rule.key(), readings), rule.must()));
      }
    }
    problems.addAll(new UnknownNames(sections).among(source));
    return problems;
  }

  private static String origin(String key, List<Reading> readings) {
    return readings.stream()
        .filter(reading -> reading.key().equals(key))
        .findFirst()
        .orElseThrow()
        .origin();
  }
}
