package org.faultmaven.standalone.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.faultmaven.contracts.kit.Figures;
import org.faultmaven.contracts.port.IEmbedder;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.search.LocalSearch;
import org.faultmaven.standalone.product.Product;
import org.faultmaven.standalone.product.Waiting;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What the whole pipeline does, each figure beside a rival in the same run. {@code
 * -Dbench.logs=FOLDER} for other lines.
 */
@Tag("bench")
class PipelineBenchmark {
  private static final int SAMPLE = 1_000;
  private static final int PROBES = 100;

  @Test
  void linesToSearchable(@TempDir Path folder) throws Exception {
    List<String> lines = LogLines.load(System.getProperty("bench.logs"));
    try (Product product = Product.start(folder.resolve("data"))) {
      long begin = System.nanoTime();
      for (String line : lines) {
        product.produce("bench/app.log", line);
      }
      product.awaitProcessed(lines.size());
      double rate = lines.size() / Figures.seconds(begin);
      Figures.print("to searchable: %,.0f lines/s (%,d lines)", rate, lines.size());
      printEntries(product, lines.size());

      double alone =
          embeddingEachLineAlone(folder, lines.subList(0, Math.min(SAMPLE, lines.size())));
      Figures.print(
          "embedding each line alone: %,.0f lines/s (a sample of %,d); ratio %.1f",
          alone, SAMPLE, rate / alone);

      double clean = cleanRate(product, lines);
      double passed = passThroughRate(product, folder.resolve("pass-through"), lines);
      Figures.print(
          "sanitised: %,.0f records/s; exactly-once pass-through: %,.0f records/s; ratio %.2f",
          clean, passed, clean / passed);
    }
  }

  /** Lines and what became of them add up, or the figures would mean nothing. */
  private static void printEntries(Product product, int lines) {
    var newest = new HashMap<String, Entry>();
    for (var record : product.readAll("faultmaven.entries")) {
      newest.put(new String(record.key(), UTF_8), Entry.fromSanitizedTopic(record.value()));
    }
    long occurrences = newest.values().stream().mapToLong(Entry::count).sum();
    long shapes = newest.values().stream().map(Entry::shape).distinct().count();
    Figures.print(
        "%,d lines are %,d occurrences in %,d entries (%,d repeats collapsed, the rest belongs to"
            + " stack traces); %,d distinct shapes embedded",
        lines, occurrences, newest.size(), occurrences - newest.size(), shapes);
  }

  @Test
  void produceToSearchable(@TempDir Path folder) throws Exception {
    try (Product product = Product.start(folder)) {
      var millis = new double[PROBES];
      for (int i = 0; i < PROBES; i++) {
        // A source of its own: equal messages of one source are one entry.
        String source = "probe/%03d.log".formatted(i);
        long begin = System.nanoTime();
        product.produce(source, "2026-05-06T10:00:00Z INFO connection accepted");
        while (search(product, source).isEmpty()) {
          assertThat(Figures.seconds(begin)).as("seconds until found").isLessThan(60);
          Waiting.aMoment();
        }
        millis[i] = (System.nanoTime() - begin) / 1e6;
      }
      Figures.print(
          "produce to searchable: p50 %.0f ms, p99 %.0f ms (%d probes, looked for every 50 ms)",
          Figures.percentile(millis, .5), Figures.percentile(millis, .99), PROBES);
    }
  }

  @Test
  void startToReady(@TempDir Path folder) throws Exception {
    for (String which : List.of("new folder", "same folder again")) {
      long begin = System.nanoTime();
      try (Product product = Product.start(folder)) {
        while (product.api.get("/actuator/health/readiness").status() != 200) {
          assertThat(Figures.seconds(begin)).as("seconds until ready").isLessThan(60);
          Waiting.aMoment();
        }
        Figures.print("start to ready, in a warm JVM, %s: %.1f s", which, Figures.seconds(begin));
      }
    }
  }

  private static JsonNode search(Product product, String source) throws Exception {
    return product
        .api
        .post("/api/v1/search", Map.of("query", "connection", "source", source, "mode", "keyword"))
        .json()
        .path("hits");
  }

  private static double embeddingEachLineAlone(Path folder, List<String> sample) {
    try (IEmbedder embedder = LocalSearch.miniLm(folder.resolve("models"))) {
      embedder.embed("warm");
      long begin = System.nanoTime();
      sample.forEach(embedder::embed);
      return sample.size() / Figures.seconds(begin);
    }
  }

  /**
   * Produces all lines again and waits for the clean topic to hold them; indexing goes on beside
   * it, as in life.
   */
  private static double cleanRate(Product product, List<String> lines) throws Exception {
    long before = product.readAll("faultmaven.logs.clean").size();
    long begin = System.nanoTime();
    for (String line : lines) {
      product.produce("bench/again.log", line);
    }
    awaitRecords(product.bootstrapServers(), "faultmaven.logs.clean", before + lines.size());
    double rate = lines.size() / Figures.seconds(begin);
    product.awaitProcessed(2L * lines.size());
    return rate;
  }

  private static double passThroughRate(Product product, Path state, List<String> lines)
      throws Exception {
    String servers = product.bootstrapServers();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic("bench.in", 1, (short) 1), new NewTopic("bench.out", 1, (short) 1)))
          .all()
          .get();
    }
    var builder = new StreamsBuilder();
    builder.stream("bench.in", Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
        .to("bench.out", Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
    var settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    settings.put("auto.offset.reset", "earliest");
    try (var streams = new KafkaStreams(builder.build(), settings);
        var producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "linger.ms", 5),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      streams.start();
      producer.send(new ProducerRecord<>("bench.in", "warm".getBytes(UTF_8))).get();
      awaitRecords(servers, "bench.out", 1);
      long begin = System.nanoTime();
      for (String line : lines) {
        var _ = producer.send(new ProducerRecord<>("bench.in", line.getBytes(UTF_8)));
      }
      awaitRecords(servers, "bench.out", lines.size() + 1L);
      return lines.size() / Figures.seconds(begin);
    }
  }

  private static void awaitRecords(String servers, String topic, long count) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      var partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long seen = 0;
      long deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
      while (seen < count) {
        assertThat(System.nanoTime())
            .as("deadline of %d records, %d seen", count, seen)
            .isLessThan(deadline);
        seen += consumer.poll(Duration.ofMillis(100)).count();
      }
    }
  }
}
