package org.faultmaven.standalone.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.standalone.broker.FreePort;
import org.faultmaven.standalone.product.Product;
import org.faultmaven.standalone.product.Waiting;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The JVM is killed with -9 while lines come in; the next one goes on as if nothing had happened.
 */
class CrashIT {
  private static final int LINES = 20_000;

  @Test
  void aKillLosesNothingAndDoublesNothing(@TempDir Path folder) throws Exception {
    sendWhileItIsKilled(folder, 1);
  }

  @Test
  @Tag("faults")
  void manyKillsLoseNothingAndDoubleNothing(@TempDir Path folder) throws Exception {
    sendWhileItIsKilled(folder, 6);
  }

  private static void sendWhileItIsKilled(Path folder, int kills) throws Exception {
    Map<String, Long> undisturbed = entriesOfAnUndisturbedRun(folder.resolve("undisturbed"));

    Path data = folder.resolve("killed");
    Path log = folder.resolve("killed.log");
    int kafkaPort = FreePort.find();
    Process process = launch(data, kafkaPort, log);
    try {
      awaitReady(process, log);
      var acknowledged = new AtomicLong();
      var refused = new AtomicLong();
      try (var producer =
          new KafkaProducer<>(
              producerSettings(kafkaPort), new StringSerializer(), new StringSerializer())) {
        for (int i = 0; i < LINES; i++) {
          var _ =
              producer.send(
                  new ProducerRecord<>(Product.RAW_LOGS, source(i), line(i)),
                  (metadata, failure) -> {
                    (failure == null ? acknowledged : refused).incrementAndGet();
                  });
          assertThat(refused.get()).as("refused lines").isZero();
          if (i > 0 && i % (LINES / (kills + 1)) == 0 && i / (LINES / (kills + 1)) <= kills) {
            // In the middle of it: much is sent, some of it is indexed, the rest is on its way.
            awaitReady(process, log);
            awaitAtLeast(acknowledged, i / 2);
            process.destroyForcibly().waitFor();
            process = launch(data, kafkaPort, log);
          }
        }
        producer.flush();
      }
      assertThat(acknowledged.get()).as("acknowledged lines").isEqualTo(LINES);
      awaitReady(process, log);
    } finally {
      process.destroy();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }

    try (Product product = Product.start(data)) {
      product.awaitProcessed(LINES);
      assertThat(product.readAll("faultmaven.logs.clean")).hasSize(LINES);
      Map<String, Long> entries = entries(product);
      assertThat(entries.values().stream().mapToLong(Long::longValue).sum())
          .as("indexed lines")
          .isEqualTo(LINES);
      assertThat(entries).isEqualTo(undisturbed);
    }
  }

  private static Map<String, Long> entriesOfAnUndisturbedRun(Path data) throws Exception {
    try (Product product = Product.start(data)) {
      for (int i = 0; i < LINES; i++) {
        product.produce(source(i), line(i));
      }
      product.awaitProcessed(LINES);
      return entries(product);
    }
  }

  /**
   * Occurrences by source, minute and shape: an entry lies in one block of offsets, and where
   * blocks end depends on the transactions' markers, which no two runs share.
   */
  private static Map<String, Long> entries(Product product) {
    var latest = new TreeMap<String, Entry>();
    for (ConsumerRecord<byte[], byte[]> record : product.readAll("faultmaven.entries")) {
      String id = new String(record.key(), UTF_8);
      if (record.value() == null) {
        latest.remove(id);
      } else {
        latest.put(id, Entry.fromSanitizedTopic(record.value()));
      }
    }
    var counts = new TreeMap<String, Long>();
    latest
        .values()
        .forEach(
            entry ->
                counts.merge(
                    entry.source()
                        + " "
                        + entry.firstAt().getEpochSecond() / 60
                        + " "
                        + entry.shape(),
                    entry.count(),
                    Long::sum));
    return counts;
  }

  private static String source(int i) {
    return "host" + i % 3 + "/app.log";
  }

  private static String line(int i) {
    return "2026-11-24 10:%02d:%02d,%03d %s [worker-%d] %s"
        .formatted(
            i / 600 % 60,
            i / 10 % 60,
            i % 1000,
            i % 50 == 0 ? "ERROR" : "INFO",
            i % 4,
            switch (i % 7) {
              case 0 -> "order " + i + " was placed by user=made" + i % 11;
              case 1 ->
                  "connection to 198.51.100." + i % 200 + " was closed after " + i % 97 + " ms";
              case 2 -> "cache miss for item " + i;
              case 3 -> "retrying request " + i + " (attempt " + i % 3 + ")";
              case 4 -> "queue length is " + i % 1000;
              case 5 -> "payment " + i + " was refused";
              default -> "heartbeat";
            });
  }

  private static Process launch(Path data, int kafkaPort, Path log) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-javaagent") && !argument.startsWith("-D"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "org.faultmaven.standalone.cli.Main",
            "up",
            "--data",
            data.toString(),
            "--port",
            "0",
            "--kafka-port",
            Integer.toString(kafkaPort)));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.to(new File(log.toString())))
        .start();
  }

  private static void awaitReady(Process process, Path log) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    while (!Files.exists(log) || !Files.readString(log).contains("Ready")) {
      assertThat(process.isAlive()).as("running: %s", Files.readString(log)).isTrue();
      assertThat(System.nanoTime()).as("deadline to be ready").isLessThan(deadline);
      Waiting.aMoment();
    }
  }

  private static void awaitAtLeast(AtomicLong counter, long least) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (counter.get() < least) {
      assertThat(System.nanoTime()).as("deadline of %d acknowledged", least).isLessThan(deadline);
      Waiting.aMoment();
    }
  }

  private static Map<String, Object> producerSettings(int port) {
    return Map.of(
        "bootstrap.servers",
        "localhost:" + port,
        "enable.idempotence",
        true,
        "acks",
        "all",
        "linger.ms",
        5,
        "delivery.timeout.ms",
        180_000,
        "max.block.ms",
        90_000);
  }
}
