package org.faultmaven.standalone.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.faultmaven.standalone.endtoend.PlantedValues.Planted;
import org.faultmaven.standalone.product.Product;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No secret or personal value gets past the first topic: looked for in everything that the product
 * writes or says.
 */
class LeakIT {
  private static final List<String> SANITIZED =
      List.of(
          "faultmaven.logs.clean",
          "faultmaven.documents.clean",
          "faultmaven.documents.events",
          "faultmaven.entries");

  @Test
  void noneOfTwoHundredPlantedValuesComesThrough(@TempDir Path data) throws Exception {
    List<Planted> planted = new PlantedValues(20261124).twoHundred();
    try (Product product = Product.start(data)) {
      long sent = 0;
      for (Planted value : planted) {
        for (ProducerRecord<byte[], byte[]> record : waysIn(value)) {
          product.produce(record);
          sent++;
        }
      }
      for (List<Planted> page : pages(planted)) {
        var document = new StringBuilder("# Notes of an incident\n\n");
        page.forEach(
            value -> document.append("It said ").append(value.inText()).append(" and went on.\n"));
        assertThat(
                product
                    .api
                    .post("/api/v1/documents", "text/plain", document.toString().getBytes(UTF_8))
                    .status())
            .isEqualTo(202);
        sent++;
      }
      product.awaitProcessed(sent);
      for (Planted value : planted.subList(0, 40)) {
        ask(product, value);
      }

      for (String topic : SANITIZED) {
        assertNowhere(planted, topic, product.readAll(topic).stream().map(LeakIT::everything));
      }
      assertThat(product.readAll("faultmaven.logs.clean")).hasSize(planted.size() * 4);
      assertNowhere(planted, "an HTTP answer", product.api.answers().stream());
    }
    assertNowhere(planted, "the index folder", contents(data.resolve("index")));
    assertNowhere(planted, "the log", contents(data.resolve("logs")));
  }

  /** As a plain line, as a JSON event, as a header and key, and as the source. */
  private static List<ProducerRecord<byte[], byte[]>> waysIn(Planted value) {
    String escaped = value.inText().replace("\\", "\\\\").replace("\"", "\\\"");
    String line =
        "2026-11-24 10:00:00,000 WARN [worker-1] handling "
            + value.inText()
            + " failed (app.Worker)";
    String event =
        "{\"@timestamp\":\"2026-11-24T10:00:00Z\",\"level\":\"warn\",\"message\":\"handling "
            + escaped
            + " failed\",\"ctx\":{\"detail\":\""
            + escaped
            + "\"}}";
    var withHeader = record("key", line);
    withHeader.headers().add("detail", value.inText().getBytes(UTF_8));
    return List.of(
        record("app", line),
        record(null, event),
        withHeader,
        record(value.inText(), "a line by itself"));
  }

  private static ProducerRecord<byte[], byte[]> record(String key, String line) {
    return new ProducerRecord<>(
        Product.RAW_LOGS, key == null ? null : key.getBytes(UTF_8), line.getBytes(UTF_8));
  }

  private static void ask(Product product, Planted value) throws Exception {
    assertThat(
            product
                .api
                .post("/api/v1/questions", Map.of("question", "what about " + value.inText() + "?"))
                .status())
        .isEqualTo(200);
    assertThat(
            product
                .api
                .post("/api/v1/search", Map.of("query", "handling " + value.inText()))
                .status())
        .isEqualTo(200);
  }

  private static List<List<Planted>> pages(List<Planted> planted) {
    var pages = new ArrayList<List<Planted>>();
    for (int i = 0; i < planted.size(); i += 20) {
      pages.add(planted.subList(i, i + 20));
    }
    return pages;
  }

  private static String everything(ConsumerRecord<byte[], byte[]> record) {
    var text = new StringBuilder();
    if (record.key() != null) {
      text.append(new String(record.key(), UTF_8)).append('\n');
    }
    record
        .headers()
        .forEach(
            header ->
                text.append(header.key())
                    .append('=')
                    .append(new String(header.value(), UTF_8))
                    .append('\n'));
    if (record.value() != null) {
      text.append(new String(record.value(), UTF_8));
    }
    return text.toString();
  }

  private static Stream<String> contents(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      assertThat(all).as("files in %s", folder.getFileName()).isNotEmpty();
      var contents = new ArrayList<String>();
      for (Path file : all) {
        contents.add(
            new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
      }
      return contents.stream();
    }
  }

  /** Reports the kinds that leaked, not the values. */
  private static void assertNowhere(List<Planted> planted, String where, Stream<String> texts) {
    var leaked = new ArrayList<String>();
    texts.forEach(
        text -> {
          for (Planted value : planted) {
            if (text.contains(value.secret()) || text.contains(base64(value.secret()))) {
              leaked.add(value.kind());
            }
          }
        });
    assertThat(leaked.stream().distinct().sorted().toList())
        .as("kinds of values seen in %s", where)
        .isEmpty();
  }

  private static String base64(String secret) {
    return Base64.getEncoder().encodeToString(secret.getBytes(UTF_8));
  }
}
