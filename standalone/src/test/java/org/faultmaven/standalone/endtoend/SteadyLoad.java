package org.faultmaven.standalone.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.faultmaven.standalone.product.Product;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lines, uploads and questions that go on until it is closed, as clients of an installation of
 * several instances send them: a request goes to one instance, the next to another; one that finds
 * no connection, or 503, is sent to the next instance, once. Whatever else fails is a failure.
 */
final class SteadyLoad implements AutoCloseable {
  private static final int LINES_A_SECOND = 20;
  private static final int SOURCES = 4;
  private static final Duration BETWEEN_UPLOADS = Duration.ofMillis(1000);
  private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(500);
  private static final Instant BEGIN = Instant.parse("2026-11-24T10:00:00Z");
  private static final int SERVICE_UNAVAILABLE = 503;
  private static final JsonMapper JSON = new JsonMapper();

  /** A line as it was sent. */
  record Line(int number, String source, Instant at, String what) {
    /** What is told apart by its words, and by its number. */
    String text() {
      return "%s INFO %s %d from ops@mail.example.com went on".formatted(at, what, number);
    }
  }

  private final Supplier<List<URI>> ingest;
  private final Supplier<List<URI>> query;
  private final KafkaProducer<String, String> producer;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Line> lines = Collections.synchronizedList(new ArrayList<>());
  private final List<String> documents = Collections.synchronizedList(new ArrayList<>());
  private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicInteger questions = new AtomicInteger();
  private final AtomicInteger sentAgain = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean ended;

  private interface Step {
    void run(int number) throws Exception;
  }

  /**
   * @param ingest addresses of the instances of ingest-service, now
   * @param query addresses of the instances of query-service, now
   */
  SteadyLoad(String bootstrapServers, Supplier<List<URI>> ingest, Supplier<List<URI>> query) {
    this.ingest = ingest;
    this.query = query;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "enable.idempotence", true),
            new StringSerializer(),
            new StringSerializer());
  }

  void begin() {
    String session = begunSession();
    go("lines", Duration.ofMillis(1000 / LINES_A_SECOND), this::line);
    go("uploads", BETWEEN_UPLOADS, this::upload);
    go("questions", BETWEEN_QUESTIONS, number -> ask(number, session));
  }

  private void go(String name, Duration pause, Step step) {
    threads.add(
        Thread.ofPlatform()
            .name("load-" + name)
            .start(
                () -> {
                  for (int number = 1; !ended; number++) {
                    try {
                      step.run(number);
                      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
                    } catch (Exception e) {
                      failures.add(name + " " + number + ": " + e);
                    }
                  }
                }));
  }

  private void line(int number) {
    var line =
        new Line(
            number,
            "host" + number % SOURCES + "/app.log",
            BEGIN.plusMillis(number * (1000L / LINES_A_SECOND)),
            switch (number % 3) {
              case 0 -> "order";
              case 1 -> "payment";
              default -> "shipment";
            });
    lines.add(line);
    var _ =
        producer.send(
            new ProducerRecord<>(Product.RAW_LOGS, line.source(), line.text()),
            (_, failure) -> {
              if (failure != null) {
                failures.add("line " + line.number() + ": " + failure);
              }
            });
  }

  private void upload(int number) throws Exception {
    JsonNode accepted =
        call(
            ingest.get(),
            202,
            request("/api/v1/documents", "upload-" + number)
                .POST(
                    json(
                        Map.of(
                            "title",
                            "Runbook " + number,
                            "text",
                            "When turbine %d overheats, open valve %d and call the control room."
                                .formatted(number, number)))));
    documents.add(accepted.path("documentId").asString());
  }

  private void ask(int number, String session) throws Exception {
    HttpRequest.Builder request =
        switch (number % 3) {
          case 0 ->
              request("/api/v1/search", null).POST(json(Map.of("query", "turbine overheats")));
          case 1 ->
              request("/api/v1/questions", null).POST(json(Map.of("question", "what went on?")));
          default -> request("/api/v1/sessions/" + session, null).GET();
        };
    call(query.get(), 200, request);
    questions.incrementAndGet();
  }

  private String begunSession() {
    try {
      return call(query.get(), 201, request("/api/v1/sessions", null).POST(json(Map.of())))
          .path("sessionId")
          .asString();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static HttpRequest.BodyPublisher json(Map<String, ?> body) {
    return BodyPublishers.ofString(JSON.writeValueAsString(body));
  }

  private static HttpRequest.Builder request(String path, String key) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://instance" + path))
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(60));
    return key == null ? request : request.header("Idempotency-Key", key);
  }

  private JsonNode call(List<URI> instances, int expected, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    int first = turn.getAndIncrement();
    String why;
    try {
      HttpResponse<String> answer = send(instances, first, request);
      if (answer.statusCode() != SERVICE_UNAVAILABLE) {
        return checked(answer, expected);
      }
      why = answer.body();
    } catch (IOException e) {
      why = e.toString();
    }
    sentAgain.incrementAndGet();
    try {
      return checked(send(instances, first + 1, request), expected);
    } catch (IOException e) {
      throw new IOException(e + ", sent again after: " + why, e);
    }
  }

  private HttpResponse<String> send(List<URI> instances, int number, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    URI path = request.build().uri();
    URI to = instances.get(Math.floorMod(number, instances.size())).resolve(path.getRawPath());
    return http.send(request.copy().uri(to).build(), BodyHandlers.ofString(UTF_8));
  }

  private static JsonNode checked(HttpResponse<String> answer, int expected) throws IOException {
    if (answer.statusCode() != expected) {
      throw new IOException(
          answer.statusCode() + " from " + answer.uri() + ": " + answer.body().strip());
    }
    return JSON.readTree(answer.body());
  }

  /** The lines sent so far. */
  List<Line> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  /** The ids of the documents accepted so far. */
  List<String> documents() {
    synchronized (documents) {
      return List.copyOf(documents);
    }
  }

  List<String> failures() {
    synchronized (failures) {
      return List.copyOf(failures);
    }
  }

  /** Questions answered so far. */
  int questions() {
    return questions.get();
  }

  /** Requests that needed a second instance. */
  int sentAgain() {
    return sentAgain.get();
  }

  /** Ends it, and waits until all that was sent is answered. */
  void end() throws InterruptedException {
    ended = true;
    for (Thread thread : threads) {
      thread.join();
    }
    producer.flush();
  }

  @Override
  public void close() {
    ended = true;
    threads.forEach(Thread::interrupt);
    producer.close(Duration.ZERO);
    http.shutdownNow();
  }
}
