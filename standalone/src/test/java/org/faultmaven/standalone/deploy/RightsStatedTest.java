package org.faultmaven.standalone.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.faultmaven.standalone.secured.Rights;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The rights that the chart gives its users of Kafka are those of the table in docs/topics.md. */
class RightsStatedTest {
  private record Group(String type, List<String> names, List<String> rights) {}

  @ParameterizedTest
  @ValueSource(strings = {"sanitizer", "ingest", "query"})
  void theChartGivesWhatTheTableSays(String service) throws IOException {
    var documented = new TreeSet<String>();
    Rights.of(service, "")
        .forEach(
            right ->
                documented.add(
                    "%s %s %s %s"
                        .formatted(
                            right.pattern().resourceType(),
                            right.pattern().name(),
                            right.pattern().patternType(),
                            right.entry().operation())));
    var stated = new TreeSet<String>();
    for (Group group : stated(service)) {
      String type =
          group.type().equals("transactionalId") ? "TRANSACTIONAL_ID" : upper(group.type());
      for (String name : group.names()) {
        boolean prefixed = name.endsWith("*");
        for (String right : group.rights()) {
          stated.add(
              "%s %s %s %s"
                  .formatted(
                      type,
                      prefixed ? name.substring(0, name.length() - 1) : name,
                      prefixed ? "PREFIXED" : "LITERAL",
                      upper(right)));
        }
      }
    }

    assertThat(documented).isNotEmpty();
    assertThat(stated).isEqualTo(documented);
  }

  private static String upper(String word) {
    return word.toUpperCase(java.util.Locale.ROOT);
  }

  @SuppressWarnings("unchecked")
  private static List<Group> stated(String service) throws IOException {
    Map<String, List<Map<String, Object>>> all =
        new Yaml().load(Files.readString(Path.of("..", "helm", "files", "kafka-rights.yaml")));
    return all.get(service).stream()
        .map(
            group ->
                new Group(
                    (String) group.get("type"),
                    (List<String>) group.get("names"),
                    (List<String>) group.get("rights")))
        .toList();
  }
}
