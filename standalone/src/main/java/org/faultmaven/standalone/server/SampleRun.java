package org.faultmaven.standalone.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.faultmaven.contracts.topic.KafkaConnection;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.runtime.StartException;
import org.faultmaven.standalone.client.AnswerView;
import org.faultmaven.standalone.client.ApiClient;
import org.faultmaven.standalone.client.ApiException;
import org.faultmaven.standalone.sample.Sample;
import tools.jackson.databind.JsonNode;

/** Loads the recorded incident as any producer would, asks its question and prints the answer. */
final class SampleRun {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Running running;
  private final PrintWriter out;

  SampleRun(Running running, PrintWriter out) {
    this.running = running;
    this.out = out;
  }

  void run() throws ApiException, IOException {
    // Sent once: a second time the same lines would be new ones.
    Path loaded = running.dataDirectory().resolve("sample.loaded");
    try (var api = new ApiClient(running.api(), running.ingestApi())) {
      if (!Files.exists(loaded)) {
        long sent = send();
        out.printf("Sample: %,d lines of a recorded incident were produced.%n", sent);
        out.flush();
        await(api);
        Files.createFile(loaded);
      }
      out.println("Sample: " + Sample.question());
      out.println();
      JsonNode answer = api.post("/api/v1/questions", Map.of("question", Sample.question()));
      new AnswerView(out, api::address).answer(answer);
      out.flush();
    }
  }

  private long send() throws IOException {
    var refused = new AtomicLong();
    long sent = 0;
    try (var producer =
        new KafkaProducer<byte[], byte[]>(KafkaConnection.producer(running.kafka()))) {
      for (Sample.Log log : Sample.logs()) {
        for (String line : log.lines()) {
          var record =
              new ProducerRecord<>(
                  running.rawLogTopic(), log.source().getBytes(UTF_8), line.getBytes(UTF_8));
          record.headers().add(TopicHeaders.SOURCE, log.source().getBytes(UTF_8));
          var _ =
              producer.send(
                  record,
                  (_, failure) -> {
                    if (failure != null) {
                      refused.incrementAndGet();
                    }
                  });
          sent++;
        }
      }
    }
    if (refused.get() > 0) {
      throw new StartException(
          "the broker refused %,d lines of the sample.".formatted(refused.get()));
    }
    return sent;
  }

  /** Until nothing is on its way any more. */
  private static void await(ApiClient api) throws ApiException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      JsonNode total = api.get("/api/v1/ledger").path("total");
      if (total.path("waiting").asLong() == 0
          && total.path("inFlight").asLong() == 0
          && total.path("accepted").asLong() > 0) {
        return;
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    throw new StartException(
        "the sample was not processed within %s; see ./faultmaven status.".formatted(PATIENCE));
  }
}
