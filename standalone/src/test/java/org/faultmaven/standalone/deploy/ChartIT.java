package org.faultmaven.standalone.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.faultmaven.standalone.secured.Rights;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The chart as Helm renders it, with each value set, judged by the tools of the field. */
@Tag("chart")
class ChartIT {
  /** Strimzi's, whose definitions are in no package that this project's registries have. */
  private static final Set<String> FOREIGN = Set.of("KafkaTopic", "KafkaUser");

  private static final List<String> SERVICES = List.of("sanitizer", "ingest", "query");
  private static final Path REQUIRED = Deployment.CHART.resolve("ci/required-values.yaml");

  @TempDir private static Path folder;
  private static Chart chart;

  @BeforeAll
  static void tools() {
    chart = new Chart();
  }

  static Stream<Path> valueSets() throws IOException {
    return Deployment.valueSets().stream();
  }

  @ParameterizedTest
  @MethodSource("valueSets")
  void helmFindsNothing(Path values) throws Exception {
    GoProgram.Run lint = chart.lint(values);

    assertThat(lint.status()).as(lint.out() + lint.err()).isZero();
    assertThat(lint.out()).contains("0 chart(s) failed").doesNotContain("[WARNING]", "[ERROR]");
  }

  @ParameterizedTest
  @MethodSource("valueSets")
  void everyObjectIsValidForKubernetes(Path values) throws Exception {
    Path rendered = rendered(values);
    GoProgram.Run run =
        GoProgram.of(GoProgram.KUBECONFORM)
            .run(
                "-strict",
                "-summary",
                "-kubernetes-version",
                Chart.KUBERNETES,
                "-schema-location",
                KubernetesSchemas.in(folder) + "/{{ .ResourceKind }}{{ .KindSuffix }}.json",
                "-schema-location",
                OperatorSchemas.in(folder) + "/{{ .ResourceKind }}{{ .KindSuffix }}.json",
                "-skip",
                String.join(",", FOREIGN),
                rendered.toString());

    assertThat(run.status()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("Invalid: 0, Errors: 0");
  }

  @ParameterizedTest
  @MethodSource("valueSets")
  void kubeScoreFindsNothingCritical(Path values) throws Exception {
    GoProgram.Run run =
        GoProgram.of(GoProgram.KUBE_SCORE)
            .run(
                "score",
                "--output-format",
                "ci",
                // A processor that is idle may be used.
                "--ignore-container-cpu-limit",
                // Versions are never published twice.
                "--ignore-test",
                "container-image-pull-policy",
                rendered(values).toString());

    assertThat(run.out()).contains("[OK]");
    assertThat(run.out().lines().filter(line -> line.startsWith("[CRITICAL]"))).isEmpty();
    assertThat(run.status()).as(run.out() + run.err()).isZero();
  }

  /** All that a pod is given, the chart's own conclusions too. */
  @ParameterizedTest
  @MethodSource("valueSets")
  void theLibraryAcceptsTheSettingsOfEachService(Path values) throws Exception {
    List<Map<String, Object>> objects = chart.objects(values);
    for (String service : SERVICES) {
      Map<String, String> variables = variables(objects, service);
      assertThat(Settings.keysByVariable()).containsKeys(variables.keySet().toArray(String[]::new));
      Map<String, String> settings = new HashMap<>();
      variables.forEach((name, value) -> settings.put(Settings.keysByVariable().get(name), value));

      assertThat(settings).containsKeys("sanitizer.pseudonym-key", "kafka.bootstrap-servers");
      assertThat(Settings.problems(settings)).as("%s, %s", values, service).isEmpty();
      if (!service.equals("sanitizer")) {
        assertThat(settings).containsKeys("chromadb.url", "redis.host");
      }
    }
  }

  private static Map<String, String> variables(List<Map<String, Object>> objects, String service) {
    Map<String, String> variables = new HashMap<>();
    for (Map<String, Object> object : objects) {
      if (Chart.is(object, "ConfigMap") && Chart.component(object).equals(service)) {
        Deployment.part(object, "data")
            .forEach((name, value) -> variables.put(name, String.valueOf(value)));
      }
    }
    for (Map<String, Object> variable : Chart.list(container(objects, service), "env")) {
      String name = String.valueOf(variable.get("name"));
      if (!name.equals("JDK_JAVA_OPTIONS")) {
        assertThat(Deployment.part(variable, "valueFrom")).as(name).containsKey("secretKeyRef");
        boolean key = name.equals("FAULTMAVEN_SANITIZER_PSEUDONYM_KEY");
        variables.put(
            name, key ? "bm90IGEgcmVhbCBrZXksIG9ubHkgb25lIGZvciB0ZXN0cyE=" : "made-up-and-long");
      }
    }
    return variables;
  }

  private static Map<String, Object> container(List<Map<String, Object>> objects, String service) {
    return objects.stream()
        .filter(object -> Chart.is(object, "Deployment") || Chart.is(object, "StatefulSet"))
        .filter(object -> Chart.component(object).equals(service))
        .map(object -> Deployment.part(object, "spec", "template", "spec"))
        .map(pod -> Chart.list(pod, "containers").getFirst())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void usersOfKafkaHaveTheRightsOfTheTable() throws Exception {
    List<Map<String, Object>> objects =
        chart.objects(Deployment.CHART.resolve("ci/strimzi-values.yaml"));
    for (String service : SERVICES) {
      Set<String> documented =
          Stream.concat(
                  Rights.of(service, "fm.").stream(),
                  // All of it once more for each further tenant, but for the canary's.
                  Rights.of(service, "fm.acme.").stream()
                      .filter(right -> !right.pattern().name().startsWith("fm.acme.canary.")))
              .map(
                  right ->
                      right.pattern().name()
                          + " "
                          + right.pattern().patternType()
                          + " "
                          + right.entry().operation())
              .collect(Collectors.toCollection(TreeSet::new));
      documented.add("fm.access.keys LITERAL READ");
      Set<String> rendered = new TreeSet<>();
      for (Map<String, Object> object : objects) {
        if (Chart.is(object, "KafkaUser") && Chart.component(object).equals(service)) {
          Chart.list(Deployment.part(object, "spec", "authorization"), "acls")
              .forEach(acl -> rendered.addAll(rights(acl)));
        }
      }

      assertThat(rendered).as(service).isEqualTo(documented);
    }
  }

  private static Set<String> rights(Map<String, Object> acl) {
    Map<String, Object> on = Deployment.part(acl, "resource");
    String pattern = on.get("patternType").equals("prefix") ? "PREFIXED" : "LITERAL";
    Set<String> rights = new TreeSet<>();
    for (Object operation : (List<?>) acl.get("operations")) {
      String right = operation.toString().toUpperCase(java.util.Locale.ROOT);
      rights.add(on.get("name") + " " + pattern + " " + right);
    }
    return rights;
  }

  /** Who may call whom, by the egress of each and by the ingress of what is called. */
  @ParameterizedTest
  @CsvSource({
    "presidio, sanitizer query",
    "chroma, ingest query",
    "redis, ingest query",
  })
  void backendsAreReachedByThoseThatNeedThem(String backend, String callers) throws Exception {
    List<Map<String, Object>> policies =
        chart.objects(REQUIRED).stream().filter(o -> Chart.is(o, "NetworkPolicy")).toList();
    Set<String> reaching = new TreeSet<>();
    for (Map<String, Object> policy : policies) {
      if (components(policy, "egress", "to").contains(backend)) {
        reaching.add(Chart.component(policy));
      }
      if (Chart.component(policy).equals(backend)) {
        assertThat(components(policy, "ingress", "from"))
            .isEqualTo(new TreeSet<>(List.of(callers.split(" "))));
      }
    }

    assertThat(reaching).isEqualTo(new TreeSet<>(List.of(callers.split(" "))));
  }

  private static Set<String> components(
      Map<String, Object> policy, String direction, String peers) {
    Set<String> components = new TreeSet<>();
    for (Map<String, Object> rule : Chart.list(Deployment.part(policy, "spec"), direction)) {
      for (Map<String, Object> peer : Chart.list(rule, peers)) {
        Object component =
            Deployment.part(peer, "podSelector", "matchLabels").get("app.kubernetes.io/component");
        if (component != null) {
          components.add(component.toString());
        }
      }
    }
    return components;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sanitizer.replicas=7 | nothing to do",
        "ingest.autoscaling.enabled=true,ingest.autoscaling.max=9 | nothing to do",
        "settings.kafka\\.bootstrap-servers= | kafka.bootstrap-servers is required",
        "pseudonymKey.secretName= | pseudonymKey.secretName is required",
        "settings.kafka\\.partitons=6 | kafka.partitons",
        "presidio.image= | presidio.image is required",
        "chroma.enabled=false | chroma.url is required",
        "redis.enabled=false | redis.host is required",
        "kafka.strimzi.users.enabled=true | kafka.strimzi.cluster is required",
        "kafka.strimzi.cluster=a,kafka.strimzi.topics.enabled=true,kafka.strimzi.topics.minInSyncReplicas=3"
            + " | a broker can be lost",
        "querry.replicas=1 | querry",
        "kafka.strimzi.cluster=a,kafka.strimzi.users.enabled=true,settings.kafka\\.tenant-raw-log-topics={acme:x}"
            + " | do not go together",
      })
  void whatCanNotRunIsRefusedWithTheReason(String set, String reason) throws Exception {
    GoProgram.Run run = chart.render(REQUIRED, "--set", set.strip());

    assertThat(run.status()).isNotZero();
    assertThat(run.err()).contains(reason.strip());
  }

  /** A pod is replaced by a change of its template, and by nothing else. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "settings.index\\.window=2m | sanitizer ingest query",
        "ingest.settings.index\\.window=2m | ingest",
        "query.secretSettings.llm\\.api-key.secretName=a,query.secretSettings.llm\\.api-key.secretKey=b"
            + " | query",
        "pseudonymKey.secretName=another | sanitizer ingest query",
        "image.tag=v9 | sanitizer ingest query",
        "tls.secretName=a | sanitizer ingest query",
        "presidio.replicas=3 | ''",
        "networkPolicy.enabled=false | ''",
      })
  void whatChangesReplacesThePodsThatItConcerns(String set, String services) throws Exception {
    Map<String, Object> before = podsOf(chart.objects(REQUIRED));
    Map<String, Object> after = podsOf(chart.objects(REQUIRED, "--set", set.strip()));
    Set<String> replaced = new TreeSet<>();
    before.forEach(
        (service, pod) -> {
          if (!pod.equals(after.get(service))) {
            replaced.add(service);
          }
        });

    assertThat(replaced)
        .isEqualTo(
            services.isEmpty() ? Set.of() : new TreeSet<>(List.of(services.strip().split(" "))));
  }

  private static Map<String, Object> podsOf(List<Map<String, Object>> objects) {
    Map<String, Object> pods = new TreeMap<>();
    objects.stream()
        .filter(object -> Chart.is(object, "Deployment") || Chart.is(object, "StatefulSet"))
        .filter(object -> SERVICES.contains(Chart.component(object)))
        .forEach(
            object ->
                pods.put(Chart.component(object), Deployment.part(object, "spec", "template")));
    assertThat(pods).containsOnlyKeys(SERVICES);
    return pods;
  }

  /** The alerts look at jobs by this name. */
  @Test
  void jobsOfPrometheusAreNamedAlikeInTheChartAndInCompose() throws Exception {
    GoProgram.Run scaled = chart.render(Deployment.CHART.resolve("ci/scaled-values.yaml"));
    assertThat(scaled.out()).contains("kind: ServiceMonitor", "replacement: faultmaven-$1");

    Map<String, Object> compose =
        Deployment.yaml(Deployment.ROOT.resolve("compose/prometheus.yml"));
    assertThat(Chart.list(compose, "scrape_configs"))
        .extracting(job -> job.get("job_name"))
        .containsExactlyElementsOf(SERVICES.stream().map("faultmaven-"::concat).toList());
  }

  @Test
  void composeIsValid() throws Exception {
    GoProgram.Run run = GoProgram.of(GoProgram.COMPOSE).run("-no-interpolation", "compose.yaml");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("sanitizer-service", "grafana/grafana");
  }

  private static Path rendered(Path values) throws Exception {
    GoProgram.Run run = chart.render(values);
    assertThat(run.status()).as(run.err()).isZero();
    return Files.writeString(folder.resolve("rendered-" + values.getFileName()), run.out());
  }
}
