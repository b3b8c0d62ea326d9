package org.faultmaven.standalone.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.faultmaven.standalone.client.ApiClient;
import org.faultmaven.standalone.client.ApiException;
import org.faultmaven.standalone.client.LedgerCounts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Shows health and ledger. */
@Command(
    name = "status",
    description = {
      "Show what runs, and where every record is.",
      "Exit status 1 when a part is down or the ledger does not balance."
    },
    mixinStandardHelpOptions = true,
    defaultValueProvider = ClientConfig.class)
final class StatusCommand implements Callable<Integer> {
  private static final List<String> BEST_LAST =
      List.of("DOWN", "OUT_OF_SERVICE", "DEGRADED", "UNKNOWN", "UP");

  @Mixin private ApiOptions api = new ApiOptions();
  @Mixin private Output output = new Output();

  @Option(
      names = "--sanitizer-url",
      paramLabel = "URL",
      description =
          "Where the sanitizer tells its health, if apart (else from FAULTMAVEN_SANITIZER_URL).")
  private @Nullable URI sanitizerUrl;

  @Override
  public Integer call() throws Exception {
    try (ApiClient client = api.client()) {
      JsonNode health = health(client);
      boolean up = health.path("status").asString("").equals("UP");
      if (health.path("status").asString("").equals("DOWN")) {
        // What the ledger is read from may be what is down.
        print(health);
        return 1;
      }
      JsonNode ledger = client.get("/api/v1/ledger");
      LedgerCounts counts = LedgerCounts.of(ledger.path("total"));
      if (output.json()) {
        var all = new LinkedHashMap<String, Object>();
        all.put("health", health);
        all.put("ledger", ledger);
        output.print(all);
      } else {
        print(health);
        print(counts);
      }
      return up && counts.balanced() ? 0 : 1;
    }
  }

  /** Of all processes together: the worst status, and every component. */
  private JsonNode health(ApiClient client) throws ApiException, CommandFailure {
    ObjectNode all = new JsonMapper().createObjectNode().put("status", "");
    ObjectNode components = all.putObject("components");
    int worst = BEST_LAST.size() - 1;
    List<String> processes = new ArrayList<>(client.processes());
    if (sanitizerUrl != null) {
      String sanitizer = ApiOptions.checked("--sanitizer-url", sanitizerUrl).toString();
      processes.add(sanitizer.replaceFirst("/+$", ""));
    }
    for (String process : processes) {
      // While a backend is down this may be a 503, with the report in it.
      JsonNode health = client.report(process + "/actuator/health");
      worst = Math.min(worst, rank(health));
      for (Map.Entry<String, JsonNode> part : health.path("components").properties()) {
        // Several processes may have a part of one name.
        JsonNode known = components.path(part.getKey());
        if (known.isMissingNode() || rank(part.getValue()) < rank(known)) {
          components.set(part.getKey(), part.getValue());
        }
      }
    }
    return all.put("status", BEST_LAST.get(worst));
  }

  private static int rank(JsonNode health) {
    return Math.max(0, BEST_LAST.indexOf(health.path("status").asString("")));
  }

  private void print(JsonNode health) {
    if (output.json()) {
      output.print(Map.of("health", health));
      return;
    }
    PrintWriter out = output.out();
    out.println(health.path("status").asString("?"));
    for (Map.Entry<String, JsonNode> part : health.path("components").properties()) {
      String status = part.getValue().path("status").asString("?");
      out.printf("  %-26s %s%s%n", part.getKey(), status, details(status, part.getValue()));
    }
  }

  /** Why it is not up. */
  private static String details(String status, JsonNode part) {
    JsonNode details = part.path("details");
    return status.equals("UP") || details.isEmpty() ? "" : "  " + details;
  }

  private void print(LedgerCounts counts) {
    PrintWriter out = output.out();
    out.println("Records");
    out.printf("  %-26s %,d%n", "accepted", counts.accepted());
    out.printf("  %-26s %,d%n", "= indexed", counts.indexed());
    out.printf("  %-26s %,d%n", "+ quarantined", counts.quarantined());
    out.printf("  %-26s %,d%n", "+ deleted", counts.deleted());
    out.printf("  %-26s %,d%n", "+ in flight", counts.inFlight());
    out.printf("  %-26s %,d%n", "waiting, not accepted yet", counts.waiting());
    if (!counts.balanced()) {
      out.println(
          "The ledger does not balance: records were lost or doubled. This should never be.");
    }
    if (counts.quarantined() > 0) {
      out.println("Why records are quarantined: /api/v1/deadletters");
    }
  }
}
