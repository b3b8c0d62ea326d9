package org.faultmaven.standalone.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A dashboard as Grafana takes it.
 *
 * @param file its name
 */
record Dashboard(String file, JsonNode json) {
  private static final Path FOLDER = Path.of("..", "helm", "dashboards");
  private static final JsonMapper JSON = new JsonMapper();
  private static final int GRID = 24;

  /**
   * What a panel asks.
   *
   * @param place dashboard and panel
   */
  record Query(String place, String expression) {
    /** With what Grafana would put in for its variables, on a scrape every two seconds. */
    String asked() {
      return expression.replace("$__rate_interval", "15s").replace("$__range", "1m");
    }
  }

  static List<Dashboard> all() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      var dashboards = new ArrayList<Dashboard>();
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).sorted().toList()) {
        dashboards.add(
            new Dashboard(file.getFileName().toString(), JSON.readTree(Files.readString(file))));
      }
      return dashboards;
    }
  }

  List<Query> queries() {
    var queries = new ArrayList<Query>();
    for (JsonNode panel : json.path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        queries.add(
            new Query(
                file + ": " + panel.path("title").asString(), target.path("expr").asString()));
      }
    }
    return queries;
  }

  /** What Grafana would refuse, or show badly. */
  void check() {
    assertThat(json.path("title").asString()).startsWith("FaultMaven / ");
    assertThat(json.path("uid").asString()).startsWith("faultmaven-");
    assertThat(json.path("id").isNull()).as("%s: id is for Grafana to give", file).isTrue();
    assertThat(json.path("schemaVersion").asInt()).isGreaterThanOrEqualTo(39);
    assertThat(json.path("templating").path("list").path(0).path("name").asString())
        .isEqualTo("datasource");
    var ids = new HashSet<Integer>();
    for (JsonNode panel : json.path("panels")) {
      String title = file + ": " + panel.path("title").asString();
      assertThat(ids.add(panel.path("id").asInt())).as("%s has an id of its own", title).isTrue();
      JsonNode place = panel.path("gridPos");
      assertThat(place.path("x").asInt() + place.path("w").asInt())
          .as("%s is in the grid", title)
          .isBetween(1, GRID);
      if (!panel.path("type").asString().equals("row")) {
        assertThat(panel.path("datasource").path("uid").asString())
            .as(title)
            .isEqualTo("${datasource}");
        assertThat(panel.path("description").asString())
            .as("%s says what it is", title)
            .isNotBlank();
        assertThat(panel.path("targets").size()).as("%s asks something", title).isPositive();
      }
    }
  }
}
