package org.faultmaven.standalone.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.faultmaven.adapters.presidio.server.PresidioServer;
import org.faultmaven.adapters.server.ChromaServer;
import org.faultmaven.adapters.server.RedisServer;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.standalone.product.Product;
import org.faultmaven.standalone.product.Waiting;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The services while each backend is away for a minute, twice, and lines go on coming: nothing
 * lost, nothing doubled, nothing raw beyond the first topic, and it goes on by itself.
 */
@Tag("faults")
class OutagesIT {
  private static final Duration AWAY = Duration.ofMinutes(1);
  private static final String PERSON = "Katarzyna Nowak";

  @TempDir private Path data;
  private long sent;

  private interface Action {
    void run() throws Exception;
  }

  /** How a backend goes and comes back. */
  private record Backend(String component, Action stop, Action start) {}

  @Test
  void aMinuteTwiceWithoutEachBackend() throws Exception {
    try (ChromaServer chroma = ChromaServer.start();
        RedisServer redis = RedisServer.start();
        PresidioServer presidio = PresidioServer.start();
        Product product =
            Product.services(
                data,
                "--chromadb.url=" + chroma.url(),
                "--presidio.analyzer-url=" + presidio.url(),
                "--redis.host=" + redis.host(),
                "--redis.port=" + redis.port())) {
      for (Backend backend :
          List.of(
              new Backend("vectorStore", chroma::stop, chroma::startAgain),
              new Backend("sanitizer", presidio::stop, presidio::restart),
              new Backend("sessionStore", redis::stop, redis::startAgain))) {
        for (int time = 0; time < 2; time++) {
          backend.stop().run();
          long end = System.nanoTime() + AWAY.toNanos();
          while (System.nanoTime() < end) {
            send(product);
            Waiting.aMoment();
          }
          assertThat(health(product, backend.component())).isEqualTo("DEGRADED");
          backend.start().run();
          product.awaitProcessed(sent);
          await(() -> health(product, backend.component()).equals("UP"));
        }
      }
      assertThat(product.awaitProcessed(sent).path("quarantined").asLong()).isZero();
      eachOnce(product);
    }
  }

  private void send(Product product) {
    product.produce(
        "app/" + sent % 3,
        "2026-03-08T10:00:00Z WARN request %d of %s was slow".formatted(sent, PERSON));
    sent++;
  }

  /** In the clean topic, and among the entries. */
  private void eachOnce(Product product) {
    var seen = new HashSet<String>();
    for (var record : product.readAll("faultmaven.logs.clean")) {
      String line = new String(record.value(), UTF_8);
      assertThat(line).doesNotContain(PERSON);
      assertThat(seen.add(line)).as("each line once").isTrue();
    }
    assertThat(seen).hasSize(Math.toIntExact(sent));
    var newest = new HashMap<String, Entry>();
    for (var record : product.readAll("faultmaven.entries")) {
      newest.put(new String(record.key(), UTF_8), Entry.fromSanitizedTopic(record.value()));
    }
    assertThat(newest.values().stream().mapToLong(Entry::count).sum()).isEqualTo(sent);
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition) throws Exception {
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
      Waiting.aMoment();
    }
  }

  private static String health(Product product, String component) throws Exception {
    JsonNode components = product.api.get("/actuator/health").json().path("components");
    return components.path(component).path("status").asString();
  }
}
