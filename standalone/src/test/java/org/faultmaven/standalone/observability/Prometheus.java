package org.faultmaven.standalone.observability;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.faultmaven.contracts.kit.DebianPackage;
import org.faultmaven.standalone.product.FreePorts;
import org.faultmaven.standalone.product.Waiting;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus that scrapes the product every two seconds. */
final class Prometheus implements AutoCloseable {
  static final DebianPackage PACKAGE = new DebianPackage("prometheus", "2.42.0+ds-5+deb12u1");
  private static final JsonMapper JSON = new JsonMapper();
  private static final long SECONDS_TO_START = 30;

  private final Process process;
  private final URI url;
  private final HttpClient http = HttpClient.newHttpClient();

  private Prometheus(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /**
   * @param folder its own
   * @param target host and port of the product
   * @param rules evaluated while it runs
   */
  static Prometheus start(Path folder, String target, Path rules) throws Exception {
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global: {scrape_interval: 2s, scrape_timeout: 2s, evaluation_interval: 2s}
        rule_files: ['%s']
        scrape_configs:
          - job_name: faultmaven
            metrics_path: /actuator/prometheus
            static_configs: [{targets: ['%s']}]
        """
            .formatted(rules.toAbsolutePath().normalize(), target));
    int port = FreePorts.one();
    Process process =
        new ProcessBuilder(
                PACKAGE.program("prometheus").toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    var prometheus = new Prometheus(process, URI.create("http://127.0.0.1:" + port));
    prometheus.awaitReady(folder.resolve("prometheus.log"));
    return prometheus;
  }

  private void awaitReady(Path log) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_START);
    while (!ready()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        close();
        throw new IllegalStateException("Prometheus does not come up: " + Files.readString(log));
      }
      Waiting.aMoment();
    }
  }

  private boolean ready() throws InterruptedException {
    try {
      return http.send(
                  HttpRequest.newBuilder(url.resolve("/-/ready")).build(),
                  BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** The answer to an instant query: an array of series, or the error. */
  JsonNode query(String expression) throws IOException, InterruptedException {
    return get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return JSON.readTree(
        http.send(HttpRequest.newBuilder(url.resolve(path)).build(), BodyHandlers.ofString())
            .body());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    http.close();
  }
}
