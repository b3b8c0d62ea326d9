package org.faultmaven.standalone.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Settings in the chart, compose.yaml and the Containerfile: they exist, and no default is stated
 * there with another value, but for those that are decided here.
 */
class SettingsStatedTest {
  private static final List<String> SERVICES = List.of("sanitizer", "ingest", "query");

  /** Of Java's launcher, not the product's. */
  private static final Set<String> FOREIGN = Set.of("JDK_JAVA_OPTIONS");

  /** Where an installation is other than a program that is started by hand. */
  private static final Map<String, Set<String>> DECIDED =
      Map.ofEntries(
          // A container is reached from outside of it.
          Map.entry("server.address", Set.of("0.0.0.0")),
          Map.entry("application.data-directory", Set.of("/data", "/data/faultmaven")),
          // On a laptop nobody is asked who he is, on a cluster everybody.
          Map.entry("server.unauthenticated", Set.of("true")),
          Map.entry("access.required", Set.of("true")),
          Map.entry("server.management-port", Set.of("8090")),
          Map.entry("server.plaintext", Set.of("true")),
          // A cluster is for production, and loses a broker.
          Map.entry("application.environment", Set.of("production")),
          Map.entry("kafka.replication-factor", Set.of("3")),
          // Who is where, in compose.yaml.
          Map.entry("kafka.bootstrap-servers", Set.of("kafka:19092")),
          Map.entry("chromadb.url", Set.of("http://chroma:8000")),
          Map.entry("redis.host", Set.of("redis")));

  private static final Pattern VARIABLE = Pattern.compile("FAULTMAVEN_[A-Z0-9_]+");

  /** A key where templates name one: {@code set $found "kafka.username"}, {@code "kafka.port"}. */
  private static final Pattern KEY_IN_TEMPLATE =
      Pattern.compile(
          "(?:set \\$found|Values\\.settings|\"faultmaven\\.variable\") \"([a-z0-9.-]+)\"");

  private static final Pattern ENUM =
      Pattern.compile("(\"enum\": )\\[[^\\]]*\"server\\.port\"[^\\]]*\\]");

  @Test
  void everyVariableThatIsNamedExists() throws IOException {
    Set<String> named = new TreeSet<>();
    for (String text :
        List.of(containerfile(), Files.readString(compose()), Deployment.templates())) {
      Matcher variable = VARIABLE.matcher(text);
      while (variable.find()) {
        named.add(variable.group());
      }
    }
    // How templates begin the name of any.
    named.remove("FAULTMAVEN_");
    named.addAll(composed().keySet());

    assertThat(named).contains("FAULTMAVEN_SERVER_ADDRESS", "PSEUDONYM_KEY");
    assertThat(Settings.keysByVariable()).containsKeys(named.toArray(String[]::new));
  }

  @Test
  void everyKeyThatIsNamedExists() throws IOException {
    Set<String> named = new TreeSet<>();
    Matcher key = KEY_IN_TEMPLATE.matcher(Deployment.templates());
    while (key.find()) {
      named.add(key.group(1));
    }
    assertThat(named).contains("kafka.partitions", "presidio.analyzer-url", "redis.host");
    for (Path values : valueFiles()) {
      named.addAll(given(values).keySet());
    }

    assertThat(Settings.defaults()).containsKeys(named.toArray(String[]::new));
  }

  @Test
  void noDefaultIsStatedWithAnotherValue() throws IOException {
    Map<String, Set<String>> other = new TreeMap<>();
    stated()
        .forEach(
            (key, values) ->
                values.stream()
                    .filter(value -> !value.isEmpty())
                    .filter(value -> !value.equals(Settings.defaults().get(key)))
                    .forEach(value -> other.computeIfAbsent(key, _ -> new TreeSet<>()).add(value)));

    assertThat(other).as("decided above, and nothing else").isEqualTo(new TreeMap<>(DECIDED));
  }

  /** Settings by key, with every value that is stated for them where users find them. */
  private static Map<String, Set<String>> stated() throws IOException {
    Map<String, Set<String>> stated = new HashMap<>();
    Map<String, String> keys = Settings.keysByVariable();
    Matcher image = Pattern.compile("(FAULTMAVEN_[A-Z_]+)=(\\S+)").matcher(containerfile());
    while (image.find()) {
      state(stated, keys.get(image.group(1)), image.group(2));
    }
    composed()
        .forEach(
            (variable, value) -> {
              // Those are the user's.
              if (!value.startsWith("${")) {
                state(stated, keys.get(variable), value);
              }
            });
    given(Deployment.CHART.resolve("values.yaml"))
        .forEach((key, value) -> state(stated, key, value));
    return stated;
  }

  private static void state(Map<String, Set<String>> stated, String key, String value) {
    stated.computeIfAbsent(key, _ -> new TreeSet<>()).add(value);
  }

  @Test
  void theSchemaKnowsAllKeysAndNoOther() throws IOException {
    Path schema = Deployment.CHART.resolve("values.schema.json");
    String keys =
        Settings.defaults().keySet().stream()
            .map(key -> "        \"" + key + "\"")
            .collect(Collectors.joining(",\n", "[\n", "\n      ]"));
    String text = Files.readString(schema);
    String wanted = ENUM.matcher(text).replaceFirst("$1" + keys);
    if (Boolean.getBoolean("regenerate")) {
      Files.writeString(schema, wanted);
    }

    assertThat(schema)
        .as(
            "keys of helm/values.schema.json; write them anew with: mvn test -pl standalone -am"
                + " -Dtest=SettingsStatedTest -Dregenerate=true")
        .hasContent(wanted);
  }

  @Test
  void theLibraryAcceptsWhatTheValueSetsSay() throws IOException {
    Map<String, Object> defaults = Deployment.yaml(Deployment.CHART.resolve("values.yaml"));
    for (Path values : Deployment.valueSets()) {
      for (String service : SERVICES) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (Map<String, Object> file : List.of(defaults, Deployment.yaml(values))) {
          Deployment.part(file, "settings").forEach((key, value) -> put(settings, key, value));
          Deployment.part(file, service, "settings")
              .forEach((key, value) -> put(settings, key, value));
          Deployment.part(file, service, "secretSettings")
              .forEach((key, _) -> settings.put(key, "made-up"));
        }
        settings.put("sanitizer.pseudonym-key", "bm90IGEgcmVhbCBrZXksIG9ubHkgb25lIGZvciB0ZXN0cyE=");

        assertThat(Settings.problems(settings)).as("%s, %s", values, service).isEmpty();
      }
    }
  }

  private static void put(Map<String, String> settings, String key, Object value) {
    settings.put(key, Deployment.text(value));
  }

  private static List<Path> valueFiles() throws IOException {
    var files = new ArrayList<>(Deployment.valueSets());
    files.add(Deployment.CHART.resolve("values.yaml"));
    return files;
  }

  /** All settings of a file of values, those of single services and those from secrets too. */
  private static Map<String, String> given(Path values) throws IOException {
    Map<String, Object> document = Deployment.yaml(values);
    Map<String, String> given = new TreeMap<>();
    Deployment.part(document, "settings").forEach((key, value) -> put(given, key, value));
    for (String service : SERVICES) {
      Deployment.part(document, service, "settings")
          .forEach((key, value) -> put(given, key, value));
      Deployment.part(document, service, "secretSettings").forEach((key, _) -> given.put(key, ""));
    }
    return given;
  }

  /** The environment of the services in compose.yaml. */
  private static Map<String, String> composed() throws IOException {
    Map<String, Object> document = Deployment.yaml(compose());
    Map<String, String> environment = new TreeMap<>();
    for (String service : SERVICES) {
      Deployment.part(document, "services", service, "environment")
          .forEach((name, value) -> environment.put(name, String.valueOf(value)));
    }
    environment.keySet().removeAll(FOREIGN);
    return environment;
  }

  private static Path compose() {
    return Deployment.ROOT.resolve("compose.yaml");
  }

  private static String containerfile() throws IOException {
    return Files.readString(Deployment.ROOT.resolve("Containerfile"));
  }
}
