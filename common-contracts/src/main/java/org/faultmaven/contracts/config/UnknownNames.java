package org.faultmaven.contracts.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Tells names that look like settings and are none: dotted keys of a section, and environment
 * variables that begin with {@code FAULTMAVEN_} and a section.
 */
final class UnknownNames {
  /** Spring Boot has keys of its own in these; only what is nearly a setting is told there. */
  private static final Set<String> SHARED = Set.of("server", "logging");

  private final Set<String> keys;
  private final Set<String> environment;
  private final Set<String> sections;

  UnknownNames(List<SectionSpec> sections) {
    this.sections =
        sections.stream()
            .map(section -> section.section().value())
            .collect(Collectors.toCollection(TreeSet::new));
    List<SettingSpec> settings =
        sections.stream().flatMap(section -> section.settings().stream()).toList();
    this.keys =
        settings.stream().map(SettingSpec::key).collect(Collectors.toCollection(TreeSet::new));
    this.environment =
        settings.stream()
            .map(SettingSpec::environmentName)
            .collect(Collectors.toCollection(TreeSet::new));
  }

  /** In the names' order. */
  List<Problem> among(ConfigSource source) {
    var problems = new ArrayList<Problem>();
    for (String name : new TreeSet<>(source.names())) {
      String key = name.replaceFirst("\\[\\d+\\]$", "");
      String section = sectionOf(key);
      if (section.isEmpty() || keys.contains(key) || environment.contains(key)) {
        continue;
      }
      String nearest = SimilarName.of(key, key.indexOf('.') < 0 ? environment : keys);
      if (!nearest.isEmpty()) {
        problems.add(problem(source, name, "is no setting; did you mean " + nearest + "?"));
      } else if (!SHARED.contains(section)) {
        problems.add(problem(source, name, "is no setting; docs/configuration.md lists them"));
      }
    }
    return problems;
  }

  private static Problem problem(ConfigSource source, String name, String message) {
    String origin =
        source.find(List.of(name)).map(ConfigSource.Value::origin).orElse("without a value");
    return new Problem(name, origin, message);
  }

  /** The section that a name claims to belong to; empty when it is none of ours. */
  private String sectionOf(String name) {
    for (String section : sections) {
      String variable = "FAULTMAVEN_" + section.toUpperCase(Locale.ROOT) + "_";
      if (name.startsWith(section + ".") || name.startsWith(variable)) {
        return section;
      }
    }
    return "";
  }
}
