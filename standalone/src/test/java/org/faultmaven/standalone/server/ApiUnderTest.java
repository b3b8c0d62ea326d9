package org.faultmaven.standalone.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tools.jackson.databind.JsonNode;

/** The product with a small incident in it, of which one record is quarantined. */
record ApiUnderTest(Standalone standalone, ApiCaller api) implements AutoCloseable {
  private static final List<String> LINES =
      List.of(
          "2026-01-31T12:00:00Z ERROR checkout failed: connection refused by redis:6379",
          "2026-01-31T12:00:05Z WARN retrying checkout",
          "2026-01-31T12:01:00Z INFO checkout is back",
          "binary \0 is no text");

  static ApiUnderTest start(Path data) throws Exception {
    Standalone standalone =
        Standalone.start(
            List.of("--application.data-directory=" + data, "--server.port=0", "--kafka.port=0"));
    var running = new ApiUnderTest(standalone, new ApiCaller(standalone.api()));
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", standalone.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (String line : LINES) {
        var _ = producer.send(new ProducerRecord<>(standalone.rawLogTopic(), line.getBytes(UTF_8)));
      }
    }
    await(
        running.api,
        "/api/v1/ledger",
        ledger ->
            ledger.at("/total/accepted").asLong() == LINES.size()
                && ledger.at("/total/inFlight").asLong() == 0);
    return running;
  }

  static JsonNode await(ApiCaller api, String path, Predicate<JsonNode> condition)
      throws Exception {
    Instant end = Instant.now().plus(Duration.ofSeconds(90));
    JsonNode json = api.get(path).json();
    while (!condition.test(json)) {
      assertThat(Instant.now()).as("%s", json).isBefore(end);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      json = api.get(path).json();
    }
    return json;
  }

  @Override
  public void close() {
    api.close();
    standalone.close();
  }
}
