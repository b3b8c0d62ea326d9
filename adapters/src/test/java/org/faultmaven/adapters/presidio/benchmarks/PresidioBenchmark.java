package org.faultmaven.adapters.presidio.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.faultmaven.adapters.presidio.Presidio;
import org.faultmaven.adapters.presidio.RealLines;
import org.faultmaven.adapters.presidio.server.PresidioServer;
import org.faultmaven.contracts.config.PresidioConfig;
import org.faultmaven.contracts.config.Secret;
import org.faultmaven.contracts.kit.Figures;
import org.faultmaven.contracts.port.ISanitizer;
import org.faultmaven.contracts.record.Fragment;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Policy;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.redaction.Redaction;
import org.faultmaven.redaction.rule.EntityTypes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every line of the Kafka and Apache logs once, through the engine with a real Presidio, against
 * the usual way: a request a line, as a sample. Only the ratio within one run means anything.
 */
@Tag("bench")
class PresidioBenchmark {
  private static final int SAMPLE = 1_000;
  private static final int BATCH = 200;
  private static final KeyedHash HASH =
      new KeyedHash("a key of thirty-two bytes or more".getBytes(UTF_8));
  private static final Policy LOGS =
      new Policy(
          "logs",
          1,
          EntityTypes.without(
              EntityTypes.ALL,
              java.util.Set.of(
                  EntityTypes.DATE_TIME, EntityTypes.URL, EntityTypes.LOCATION, EntityTypes.NRP)),
          0.4,
          java.util.Set.of(),
          true,
          true,
          java.util.Set.of());

  @Test
  void everyLineOnceAgainstLineByLine() throws Exception {
    List<String> lines = RealLines.all().stream().filter(line -> !line.startsWith("{")).toList();
    try (PresidioServer server = PresidioServer.start()) {
      double rival = lineByLine(server.url(), RealLines.some(SAMPLE));
      var meters = new SimpleMeterRegistry();
      double ours = batched(server.url(), lines, meters);
      double hits = lookups(meters, "hit");
      double misses = lookups(meters, "miss");
      Figures.print(
          "presidio: %,d lines at %.0f lines/s, line by line %.1f lines/s: %.1f times as fast",
          lines.size(), ours, rival, ours / rival);
      Figures.print(
          "presidio: %,.0f texts sent in %,.0f calls, hit rate of the verdict cache %.1f %%",
          meters.get("faultmaven.presidio.texts").counter().count(),
          calls(meters),
          100 * hits / (hits + misses));
    }
  }

  private static double lookups(MeterRegistry meters, String result) {
    return meters.get("faultmaven.presidio.lookups").tag("result", result).counter().count();
  }

  private static double calls(MeterRegistry meters) {
    return meters.find("faultmaven.backend.calls").tag("operation", "analyze").timers().stream()
        .mapToDouble(timer -> timer.count())
        .sum();
  }

  private static double batched(URI url, List<String> lines, MeterRegistry meters) {
    var config = new PresidioConfig(url, null, Secret.NONE, Duration.ofSeconds(10), "en", 100_000);
    long start = System.nanoTime();
    try (ISanitizer sanitizer =
        Redaction.engine(HASH, List.of(Presidio.recognizer(config, HASH, meters)))) {
      for (int i = 0; i < lines.size(); i += BATCH) {
        List<Fragment> batch =
            lines.subList(i, Math.min(lines.size(), i + BATCH)).stream().map(Fragment::of).toList();
        sanitizer.sanitize(Tenant.DEFAULT, batch, LOGS);
      }
    }
    return lines.size() / Figures.seconds(start);
  }

  /** With a connection that is kept, and nothing done with the answers. */
  private static double lineByLine(URI url, List<String> lines)
      throws IOException, InterruptedException {
    JsonMapper json = JsonMapper.shared();
    try (HttpClient client = HttpClient.newHttpClient()) {
      long start = System.nanoTime();
      for (String line : lines) {
        String body = json.writeValueAsString(java.util.Map.of("text", line, "language", "en"));
        HttpRequest request =
            HttpRequest.newBuilder(url.resolve("/analyze"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        int status = client.send(request, BodyHandlers.discarding()).statusCode();
        if (status != 200) {
          throw new IOException("HTTP " + status);
        }
      }
      return lines.size() / Figures.seconds(start);
    }
  }
}
