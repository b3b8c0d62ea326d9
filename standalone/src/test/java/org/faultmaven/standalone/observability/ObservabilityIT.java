package org.faultmaven.standalone.observability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.faultmaven.standalone.product.Product;
import org.faultmaven.standalone.product.Waiting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What the product tells of itself: each panel of each dashboard shows something while it works,
 * the alerting rules can be evaluated, the page of metrics is what a scrape answers, and the
 * loudest alert fires when it must.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ObservabilityIT {
  private static final Path PAGE = Path.of("..", "docs", "metrics.md");

  /** What the panels showed, for whoever wants to look at it. */
  private static final Path SHOWN = Path.of("target", "dashboards.md");

  private static final long SECONDS_TO_SHOW = 90;
  private static final List<String> CANARY_PLACES =
      List.of("clean topic", "entries", "vector store", "keyword index");

  @TempDir private static Path folder;

  private HttpServer model;
  private Product product;
  private Load load;
  private Instant begun;

  @BeforeAll
  void start() throws Exception {
    // A model that refuses, so that its breaker stays closed: questions are answered all the same.
    model = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    model.createContext(
        "/",
        exchange -> {
          byte[] body = "{\"error\":{\"message\":\"no\"}}".getBytes(UTF_8);
          exchange.sendResponseHeaders(400, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    model.start();
    product =
        Product.start(
            folder.resolve("product"),
            "--canary.enabled=true",
            "--canary.every=1s",
            BreakableEngine.ARGUMENT,
            "--llm.provider=local",
            "--llm.model=none",
            "--llm.base-url=http://127.0.0.1:" + model.getAddress().getPort() + "/v1");
    begun = Instant.now();
    load = Load.on(product);
  }

  @AfterAll
  void stop() throws Exception {
    BreakableEngine.mend();
    load.close();
    product.close();
    model.stop(0);
  }

  @Test
  @Order(1)
  void everyPanelShowsDataAndEveryRuleCanBeEvaluated() throws Exception {
    List<Dashboard> dashboards = Dashboard.all();
    assertThat(dashboards)
        .extracting(Dashboard::file)
        .containsExactly("oncall.json", "pipeline.json", "privacy.json", "query.json");
    dashboards.forEach(Dashboard::check);
    var target = product.api.base();
    try (var prometheus =
        Prometheus.start(
            Files.createDirectories(folder.resolve("prometheus")),
            target.getHost() + ":" + target.getPort(),
            AlertsTest.ALERTS.resolve("faultmaven.yml"))) {
      awaitData(prometheus, dashboards.stream().flatMap(each -> each.queries().stream()).toList());
      assertThat(rules(prometheus)).isNotEmpty().allMatch(rule -> rule.endsWith(" ok"));
    }
  }

  /** Last, since the product's streams stay stopped. */
  @Test
  @Order(3)
  void whenTheEnginePassesRawTextTheAlertFiresAndNothingPassesAnyMore() throws Exception {
    var target = product.api.base();
    try (var prometheus =
        Prometheus.start(
            Files.createDirectories(folder.resolve("prometheus-of-canary")),
            target.getHost() + ":" + target.getPort(),
            AlertsTest.ALERTS.resolve("faultmaven.yml"))) {
      for (String place : CANARY_PLACES) {
        await(
            "a masked canary was seen in the " + place,
            () ->
                shows(
                    prometheus.query(
                        "faultmaven_canary_success_time_seconds{place=\"%s\"}".formatted(place)
                            + " > "
                            + begun.getEpochSecond())));
      }
      await("the rules are evaluated", () -> evaluated(prometheus, "FaultMavenLeakCanarySeen"));
      assertThat(alerts(prometheus)).noneMatch(alert -> alert.startsWith("FaultMavenLeakCanary"));
      assertThat(stream().path("status").asString()).isEqualTo("UP");

      BreakableEngine.breakIt();

      await("the alert", () -> alerts(prometheus).contains("FaultMavenLeakCanarySeen firing"));
    }
    assertThat(stream().path("status").asString()).isEqualTo("DOWN");
    assertThat(stream().at("/details/state").asString())
        .contains("stopped until a restart", "the leak canary was seen in the clean topic");
    assertThat(component("leakCanary").at("/details/seen").asString()).contains("clean topic");
    assertNothingPasses();
    assertThat(Files.readString(folder.resolve("product/logs/faultmaven.log")))
        .contains("the leak canary was seen")
        .doesNotContain("aws_access_key_id", "AKIA");
  }

  /** Once the streams have left their groups nobody reads raw topics. */
  private void assertNothingPasses() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", product.bootstrapServers()))) {
      List<String> groups = List.of("faultmaven.sanitizer", "faultmaven.canary.sanitizer");
      await("the streams have stopped", () -> members(admin, groups) == 0);
      product.produce("host", "after the alarm: nothing of this may pass");
      await(
          "it waits",
          () -> product.api.get("/api/v1/ledger").json().at("/total/waiting").asLong() > 0);
      assertThat(members(admin, groups)).isZero();
    }
    assertThat(product.readAll("faultmaven.logs.clean"))
        .isNotEmpty()
        .noneMatch(record -> new String(record.value(), UTF_8).contains("after the alarm"));
  }

  private static int members(Admin admin, List<String> groups) throws Exception {
    return admin.describeConsumerGroups(groups).all().get().values().stream()
        .mapToInt(group -> group.members().size())
        .sum();
  }

  private JsonNode stream() throws Exception {
    return component("sanitizerStream");
  }

  private JsonNode component(String name) throws Exception {
    return product.api.get("/actuator/health").json().path("components").path(name);
  }

  /** By name and state. */
  private static List<String> alerts(Prometheus prometheus) throws Exception {
    var alerts = new ArrayList<String>();
    for (JsonNode alert : prometheus.get("/api/v1/alerts").at("/data/alerts")) {
      alerts.add(alert.at("/labels/alertname").asString() + " " + alert.path("state").asString());
    }
    return alerts;
  }

  private static boolean evaluated(Prometheus prometheus, String name) throws Exception {
    for (JsonNode group : prometheus.get("/api/v1/rules").at("/data/groups")) {
      for (JsonNode rule : group.path("rules")) {
        if (rule.path("name").asString().equals(name)) {
          return rule.path("health").asString().equals("ok");
        }
      }
    }
    return false;
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(String what, Condition condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_SHOW);
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("deadline of: %s", what).isLessThan(deadline);
      Waiting.aMoment();
    }
  }

  private static void awaitData(Prometheus prometheus, List<Dashboard.Query> queries)
      throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_SHOW);
    var left = new ArrayList<>(queries);
    var shown = new TreeMap<String, String>();
    var why = new ArrayList<String>();
    do {
      Waiting.aMoment();
      why.clear();
      for (Dashboard.Query query : List.copyOf(left)) {
        JsonNode answer = prometheus.query(query.asked());
        if (shows(answer)) {
          left.remove(query);
          shown.put(query.place() + " | `" + query.asked().replace("|", "\\|"), values(answer));
        } else {
          why.add(query.place() + ": " + query.asked() + " " + answer.path("error").asString(""));
        }
      }
    } while (!left.isEmpty() && System.nanoTime() < deadline);
    Files.writeString(
        SHOWN,
        "| panel | query | value |\n|---|---|---|\n"
            + shown.entrySet().stream()
                .map(each -> "| " + each.getKey() + "` | " + each.getValue() + " |\n")
                .collect(Collectors.joining()));
    assertThat(why).as("queries without data").isEmpty();
  }

  private static String values(JsonNode answer) {
    return answer
        .at("/data/result")
        .valueStream()
        .limit(3)
        .map(series -> series.path("value").path(1).asString())
        .collect(Collectors.joining(", "));
  }

  private static boolean shows(JsonNode answer) {
    for (JsonNode series : answer.path("data").path("result")) {
      if (!series.path("value").path(1).asString("NaN").equals("NaN")) {
        return true;
      }
    }
    return false;
  }

  private static List<String> rules(Prometheus prometheus) throws Exception {
    var rules = new ArrayList<String>();
    for (JsonNode group : prometheus.get("/api/v1/rules").path("data").path("groups")) {
      for (JsonNode rule : group.path("rules")) {
        rules.add(rule.path("name").asString() + " " + rule.path("health").asString());
      }
    }
    return rules;
  }

  @Test
  @Order(2)
  void thePageOfMetricsIsWhatScrapesShow() throws Exception {
    var page = new MetricsPage();
    var others = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    OtherMeters.register(others);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_SHOW);
    List<String> absent;
    do {
      Waiting.aMoment();
      page.add(product.api.get("/actuator/prometheus").text());
      absent = absent(page, others);
    } while (!absent.isEmpty() && System.nanoTime() < deadline);
    page.add(others.scrape());

    assertThat(absent).as("meters in the sources that no scrape shows").isEmpty();
    assertThat(page.withoutMeaning()).as("meters without a description").isEmpty();
    if (Boolean.getBoolean("regenerate")) {
      Files.writeString(PAGE, page.markdown());
    }
    assertThat(PAGE)
        .as(
            "docs/metrics.md; write it anew with: mvn verify -pl standalone -am -Dtest=none"
                + " -Dit.test=ObservabilityIT -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dfailsafe.failIfNoSpecifiedTests=false -Dregenerate=true")
        .hasContent(page.markdown());
  }

  private static List<String> absent(MetricsPage page, PrometheusMeterRegistry others)
      throws IOException {
    var all = new MetricsPage();
    all.add(others.scrape());
    return MeterNames.inSources().stream()
        .filter(
            name -> {
              String start = name.replace('.', '_');
              return page.names().stream().noneMatch(each -> each.startsWith(start))
                  && all.names().stream().noneMatch(each -> each.startsWith(start));
            })
        .toList();
  }
}
