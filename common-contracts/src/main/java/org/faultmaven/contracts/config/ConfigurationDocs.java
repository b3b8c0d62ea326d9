package org.faultmaven.contracts.config;

import java.util.stream.Collectors;

/** {@code docs/configuration.md}, made from the records. */
public final class ConfigurationDocs {
  private ConfigurationDocs() {}

  public static String markdown() {
    var page =
        new StringBuilder(
            """
            # Configuration

            Made from the records in `common-contracts`; a test compares. Every setting can be given on the command line (`--set kafka.port=9093`), in the environment, or in an `application.properties` beside you; the first of these that has it decides. `./faultmaven config` shows what is in force and where it came from. All problems are reported at once.
            """);
    for (Class<?> section : Binder.sections()) {
      page.append("\n## ").append(Key.section(section).value()).append("\n\n");
      page.append(Key.section(section).doc()).append("\n\n");
      page.append("| key | environment | accepted | default | meaning |\n|---|---|---|---|---|\n");
      Key.of(section).forEach(key -> page.append(row(key)));
    }
    return page.toString();
  }

  private static String row(Key key) {
    String limits = Limits.describe(key);
    return "| `%s` | %s | %s | %s | %s |%n"
        .formatted(
            key.name(),
            key.environmentNames().stream()
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(" ")),
            ValueType.of(key).accepts() + (limits.isEmpty() ? "" : "; " + limits),
            key.setting().defaultValue().isEmpty() ? "" : "`" + key.setting().defaultValue() + "`",
            key.setting().doc().replace("<", "\\<"))
        .replace("\r\n", "\n");
  }
}
