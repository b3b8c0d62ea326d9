package org.faultmaven.standalone.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.faultmaven.contracts.trace.TraceContext;
import org.faultmaven.standalone.product.Product;
import org.faultmaven.standalone.product.Waiting;
import org.faultmaven.standalone.tracing.Collector.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One trace from a record to its index, and from a question to its answer, in a running product.
 */
class TracingIT {
  private static final String SECRET = "jane.roe@example.com";
  private static final String PASSWORD = "password=Hunter2Hunter2";
  private static final String CLEAN_LOGS = "faultmaven.logs.clean";
  private static final String OF_RECORD = "0af7651916cd43dd8448eb211c80319c";
  private static final String OF_UPLOAD = "1af7651916cd43dd8448eb211c80319c";
  private static final String OF_QUESTION = "2af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir Path data;

  @Test
  void aRecordAndAQuestionAreOneTraceEach() throws Exception {
    try (var collector = new Collector();
        Product product =
            Product.start(
                data,
                "--tracing.endpoint=" + collector.address(),
                "--tracing.sample-ratio=1",
                "--tracing.headers=authorization=Bearer%20s3cret")) {
      aRecord(product, collector);
      anUpload(product, collector);
      aQuestion(product, collector);
      itsLatencyNamesItsTrace(product);

      assertThat(collector.authorizations()).containsOnly("Bearer s3cret");
      assertThat(collector.bodies())
          .allSatisfy(
              body ->
                  assertThat(body)
                      .doesNotContain("jane", "Hunter2", "checkout", "runbook", "s3cret"));

      // Nobody takes spans any more, and nobody misses it.
      collector.stop();
      product.produce("key", "2026-11-24 10:05:00,000 ERROR it goes on");
      product.awaitProcessed(4);
      assertThat(ask(product, OF_QUESTION)).contains("it goes on");
    }
  }

  private static void aRecord(Product product, Collector collector) throws Exception {
    var record =
        new ProducerRecord<byte[], byte[]>(
            Product.RAW_LOGS,
            null,
            ("2026-11-24 10:00:00,000 ERROR checkout of " + SECRET + " failed, " + PASSWORD)
                .getBytes(UTF_8));
    new TraceContext(OF_RECORD, SPAN, true).put(record.headers());
    record.headers().add("tracestate", ("vendor=" + SECRET).getBytes(UTF_8));
    product.produce(record);
    // One that names no trace begins one.
    product.produce("key", "2026-11-24 10:00:01,000 WARN checkout is slow");
    product.awaitProcessed(2);

    await("indexed", () -> collector.find(OF_RECORD, "index").isPresent());
    Span sanitized = collector.find(OF_RECORD, "sanitize " + Product.RAW_LOGS).orElseThrow();
    assertThat(sanitized.parent()).isEqualTo(SPAN);
    ConsumerRecord<byte[], byte[]> clean = product.readAll(CLEAN_LOGS).getFirst();
    assertThat(TraceContext.of(clean.headers()))
        .isEqualTo(new TraceContext(OF_RECORD, sanitized.id(), true));
    assertThat(clean.headers().lastHeader("tracestate")).isNull();

    Span root = received(collector);
    await("the other's", () -> collector.find(root.trace(), "index").isPresent());
    assertThat(root.parent()).isEmpty();
    // Behind the topic of entries, too, by the batch that wrote them.
    Span index = collector.find(OF_RECORD, "index").orElseThrow();
    await("found", () -> collector.find(index.trace(), "index keywords").isPresent());
    assertThat(collector.find(index.trace(), "embed")).isPresent();
  }

  private static Span received(Collector collector) {
    String name = "receive " + Product.RAW_LOGS;
    await("a root", () -> collector.spans().stream().anyMatch(span -> span.name().equals(name)));
    return collector.spans().stream()
        .filter(span -> span.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void anUpload(Product product, Collector collector) throws Exception {
    String boundary = "a-boundary";
    String body =
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"runbook-of-%s.txt\"\r\n\r\nWhen checkout fails, ask %s.\r\n--%s--\r\n"
            .formatted(boundary, SECRET, SECRET, boundary);
    assertThat(
            post(
                product,
                "/api/v1/documents",
                "multipart/form-data; boundary=" + boundary,
                body,
                OF_UPLOAD))
        .contains("documentId");
    product.awaitProcessed(3);

    await("indexed", () -> collector.find(OF_UPLOAD, "index").isPresent());
    Span request = collector.find(OF_UPLOAD, "POST /api/v1/documents").orElseThrow();
    Span sent = collector.find(OF_UPLOAD, "send faultmaven.documents.raw").orElseThrow();
    Span sanitized = collector.find(OF_UPLOAD, "sanitize faultmaven.documents.raw").orElseThrow();
    assertThat(request.parent()).isEqualTo(SPAN);
    assertThat(sent.parent()).isEqualTo(request.id());
    assertThat(sanitized.parent()).isEqualTo(sent.id());
  }

  private void aQuestion(Product product, Collector collector) throws Exception {
    assertThat(ask(product, OF_QUESTION)).contains("checkout");

    String route = "POST /api/v1/questions";
    await("answered", () -> collector.find(OF_QUESTION, route).isPresent());
    Span answer = collector.find(OF_QUESTION, "answer").orElseThrow();
    Span evidence = collector.find(OF_QUESTION, "find evidence").orElseThrow();
    assertThat(answer.parent()).isEqualTo(collector.find(OF_QUESTION, route).orElseThrow().id());
    assertThat(evidence.parent()).isEqualTo(answer.id());
    for (String part : new String[] {"embed", "search vector", "search keyword"}) {
      assertThat(collector.find(OF_QUESTION, part).orElseThrow().parent())
          .as(part)
          .isEqualTo(evidence.id());
    }
    assertThat(collector.find(OF_QUESTION, "sanitize")).isPresent();
  }

  private void itsLatencyNamesItsTrace(Product product) throws Exception {
    String page =
        http.send(
                HttpRequest.newBuilder(product.api.base().resolve("/actuator/prometheus"))
                    .header("Accept", "application/openmetrics-text; version=1.0.0")
                    .build(),
                BodyHandlers.ofString())
            .body();
    assertThat(page)
        .containsPattern(
            "faultmaven_questions_seconds_bucket[{].*# [{].*trace_id=\"" + OF_QUESTION + "\"")
        .containsPattern("faultmaven_embedding_seconds_bucket[{].*# [{].*trace_id=\"");
  }

  private String ask(Product product, String trace) throws Exception {
    return post(
        product,
        "/api/v1/questions",
        "application/json",
        "{\"question\":\"why did checkout of " + SECRET + " fail, and what goes on?\"}",
        trace);
  }

  private String post(Product product, String path, String type, String body, String trace)
      throws Exception {
    return http.send(
            HttpRequest.newBuilder(product.api.base().resolve(path))
                .header("Content-Type", type)
                .header("traceparent", new TraceContext(trace, SPAN, true).header())
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString())
        .body();
  }

  @Test
  void withoutAddressThereIsNoHeaderAndNoThread() throws Exception {
    try (Product product = Product.start(data)) {
      product.produce("key", "2026-11-24 10:00:00,000 ERROR checkout failed");
      post(product, "/api/v1/documents", "text/plain", "When checkout fails.", OF_UPLOAD);
      product.awaitProcessed(2);

      for (String topic :
          new String[] {CLEAN_LOGS, "faultmaven.entries", "faultmaven.documents.raw"}) {
        assertThat(product.readAll(topic))
            .as(topic)
            .isNotEmpty()
            .allSatisfy(
                record -> assertThat(record.headers().lastHeader(TraceContext.HEADER)).isNull());
      }
      // Another test's may be on its way out.
      await(
          "no thread that exports",
          () ->
              Thread.getAllStackTraces().keySet().stream()
                  .noneMatch(thread -> thread.getName().startsWith("BatchSpanProcessor")));
    }
  }

  private static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      Waiting.aMoment();
    }
  }
}
