package org.faultmaven.standalone.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.faultmaven.adapters.server.ChromaServer;
import org.faultmaven.adapters.server.RedisServer;
import org.faultmaven.contracts.kit.Figures;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.ingest.IngestService;
import org.faultmaven.query.QueryService;
import org.faultmaven.sanitizer.SanitizerService;
import org.faultmaven.standalone.broker.EmbeddedBroker;
import org.faultmaven.standalone.product.Api;
import org.faultmaven.standalone.product.FreePorts;
import org.faultmaven.standalone.product.Product;
import org.faultmaven.standalone.product.Waiting;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What docs/capacity.properties holds: processor time a record by stage, memory of each service
 * under load, disk, novelty. Processor time and not the clock's, since other work on the machine
 * changes it little. {@code -Dbench.logs=FOLDER} names the logs, which decide the novelty; {@code
 * -Djacoco.skip=true} leaves out what the coverage costs, and {@code -Dcapacity.block=1000} shows
 * what {@code index.block} does to the fleet.
 */
@Tag("bench")
class CapacityBenchmark {
  private static final String RAW = "faultmaven.logs.raw";
  private static final String ENTRIES = "faultmaven.entries";
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final int WARM_UP = 30_000;
  private static final int STEADY = 100_000;
  private static final int REQUESTS = 80;
  private static final String FLEET_HOUR = "[2016-12-19 20:";
  private static final int HOSTS = 20;

  private record Line(String source, String text) {}

  /** Sums at one moment. */
  private record Reading(Map<String, Double> values) {
    double since(Reading before, String name) {
      return values.getOrDefault(name, 0.0) - before.values.getOrDefault(name, 0.0);
    }
  }

  private final ServiceProcesses services = new ServiceProcesses();

  @TempDir private Path folder;

  private String bootstrap = "";
  private Map<String, Api> apis = Map.of();
  private Path chromaFolder = Path.of("");
  private ProcessHandle chromaProcess = ProcessHandle.current();
  private long sent;

  @Test
  void aDayOfLogs() throws Exception {
    String logs = System.getProperty("bench.logs");
    assertThat(logs).as("-Dbench.logs=FOLDER").isNotNull();
    figuresOfTheMachine();
    try (ChromaServer chroma = ChromaServer.start();
        RedisServer redis = RedisServer.start();
        EmbeddedBroker broker =
            EmbeddedBroker.start(folder.resolve("broker"), FreePorts.one(), 16 << 20);
        services) {
      bootstrap = broker.bootstrapServers();
      chromaFolder = chroma.folder();
      chromaProcess = chroma.handle();
      start(chroma, redis);
      run("warm-up", madeUp(WARM_UP, "warm"));
      List<Line> real = real(Path.of(logs));
      run("novel", real);
      run("repeated", real);
      run("steady", steady(STEADY));
      run("fleet", fleet(real));
      requests("search", "/api/v1/search", "query");
      requests("question", "/api/v1/questions", "question");
      novelty();
      put("memory.chroma.peak-mib", ServiceProcesses.peakMebibytes(chromaProcess));
      for (String name : apis.keySet()) {
        put("memory." + name + ".peak-mib", services.peakMebibytes(name));
        put(
            "memory." + name + ".heap-live-mib",
            metric(name, "jvm_gc_live_data_size_bytes") / (1 << 20));
      }
    } finally {
      apis.values().forEach(Api::close);
    }
  }

  private static void figuresOfTheMachine() {
    put("machine.processors", Runtime.getRuntime().availableProcessors());
    put(
        "machine.load-at-begin",
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private void start(ChromaServer chroma, RedisServer redis) throws IOException {
    int port = FreePorts.inARow(3);
    var common =
        List.of(
            "--kafka.partitions=1",
            "--kafka.bootstrap-servers=" + bootstrap,
            "--chromadb.url=" + chroma.url(),
            "--redis.host=127.0.0.1",
            "--redis.port=" + redis.port(),
            "--index.block=" + Integer.getInteger("capacity.block", 50_000),
            "--sanitizer.pseudonym-key=bWVhc3VyZWQgd2l0aCBhIGtleSBvZiAzMiBieXRlcyE=");
    services.start(
        "sanitizer",
        SanitizerService.class,
        folder.resolve("sanitizer"),
        flags("sanitizer", "-Xmx1075m"),
        with(common, port + 2));
    services.start(
        "ingest",
        IngestService.class,
        folder.resolve("ingest"),
        flags("ingest", "-Xmx1g"),
        with(common, port + 1));
    services.start(
        "query",
        QueryService.class,
        folder.resolve("query"),
        flags("query", "-Xmx1433m"),
        with(common, port));
    var each = new LinkedHashMap<String, Api>();
    each.put("sanitizer", new Api(local(port + 2), local(port + 2)));
    each.put("ingest", new Api(local(port + 1), local(port + 1)));
    each.put("query", new Api(local(port), local(port + 1)));
    apis = each;
  }

  /** The heap can be given another size: {@code -Dcapacity.heap.query=-Xmx700m}. */
  private static List<String> flags(String service, String heap) {
    var flags = new ArrayList<>(List.of(System.getProperty("capacity.heap." + service, heap)));
    flags.add("-XX:+UseCompactObjectHeaders");
    flags.add("--enable-native-access=ALL-UNNAMED");
    flags.add("--add-modules=jdk.incubator.vector");
    flags.add("--sun-misc-unsafe-memory-access=allow");
    return flags;
  }

  private static List<String> with(List<String> common, int port) {
    var settings = new ArrayList<>(common);
    settings.add("--server.port=" + port);
    return settings;
  }

  private static URI local(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Sends lines, waits until they are found, and prints what that took. */
  private void run(String phase, List<Line> lines) throws Exception {
    Reading before = read();
    long begin = System.nanoTime();
    long bytes = send(lines);
    awaitIndexed();
    double seconds = Figures.seconds(begin);
    Reading after = read();
    put(phase + ".records", lines.size());
    put(phase + ".bytes", bytes);
    put(phase + ".seconds", seconds);
    for (String name : after.values().keySet()) {
      put(phase + "." + name, after.since(before, name));
    }
  }

  private long send(List<Line> lines) {
    long bytes = 0;
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "linger.ms", 5, "compression.type", "lz4"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (Line line : lines) {
        byte[] value = line.text().getBytes(UTF_8);
        bytes += value.length;
        var _ = producer.send(new ProducerRecord<>(RAW, line.source().getBytes(UTF_8), value));
      }
    }
    sent += lines.size();
    return bytes;
  }

  private Api api(String name) {
    Api api = apis.get(name);
    assertThat(api).as(name).isNotNull();
    return api;
  }

  private void awaitIndexed() throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      JsonNode total = api("query").get("/api/v1/ledger").json().path("total");
      if (total.path("accepted").asLong() == sent && total.path("inFlight").asLong() == 0) {
        break;
      }
      assertThat(System.nanoTime()).as("deadline; %s", total).isLessThan(deadline);
      for (int i = 0; i < 20; i++) {
        Waiting.aMoment();
      }
    }
    while (api("query").get("/actuator/health/readiness").status() != 200) {
      assertThat(System.nanoTime()).as("deadline of the keyword index").isLessThan(deadline);
      Waiting.aMoment();
    }
  }

  private Reading read() throws Exception {
    var values = new TreeMap<String, Double>();
    for (String name : apis.keySet()) {
      values.put("cpu." + name, services.cpu(name).toMillis() / 1e3);
    }
    values.put(
        "cpu.broker-and-sender", ServiceProcesses.cpu(ProcessHandle.current()).toMillis() / 1e3);
    values.put("cpu.chroma", ServiceProcesses.cpu(chromaProcess).toMillis() / 1e3);
    values.put("embedded", metric("ingest", "faultmaven_embedding_seconds_count"));
    values.put("entries", metric("ingest", "faultmaven_indexer_entries_total"));
    values.put("names.tokens", metric("sanitizer", "faultmaven_names_tokens_total"));
    values.put("names.known", metric("sanitizer", "faultmaven_names_tokens_known_total"));
    values.put("disk.sanitizer", (double) size(folder.resolve("sanitizer")));
    values.put("disk.keyword-index", (double) size(folder.resolve("query")));
    values.put("disk.chroma", (double) size(chromaFolder));
    topicSizes().forEach((topic, bytes) -> values.put("disk.topic." + topic, bytes));
    return new Reading(values);
  }

  private Map<String, Double> topicSizes() throws Exception {
    var sizes = new HashMap<String, Double>();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      for (var node : admin.describeLogDirs(List.of(1)).allDescriptions().get().values()) {
        node.values().stream()
            .flatMap(directory -> directory.replicaInfos().entrySet().stream())
            .filter(replica -> replica.getKey().topic().startsWith("faultmaven."))
            .forEach(
                replica ->
                    sizes.merge(
                        replica.getKey().topic().substring("faultmaven.".length()),
                        (double) replica.getValue().size(),
                        Double::sum));
      }
    }
    return sizes;
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(CapacityBenchmark::fileSize).sum();
    }
  }

  /** Files come and go while they are counted. */
  private static long fileSize(Path file) {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All series of that name together; 0 when there is none yet. */
  private double metric(String service, String name) throws Exception {
    return api(service)
        .get("/actuator/prometheus")
        .text()
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private void requests(String kind, String path, String field) throws Exception {
    List<String> texts =
        List.of(
            "why did the controller lose its broker?",
            "which broker was lost first",
            "connection refused",
            "shutting down socket server",
            "what happened between 16:00 and 17:00?",
            "404 for robots.txt",
            "leader election failed",
            "expiring session");
    for (int i = 0; i < REQUESTS / 4; i++) {
      try {
        api("query").post(path, Map.of(field, texts.get(i % texts.size())));
      } catch (HttpTimeoutException e) {
        // Of the warm-up, which is not counted.
        Figures.print("%s of the warm-up timed out", kind);
      }
    }
    Duration before = services.cpu("query");
    Duration chromaBefore = ServiceProcesses.cpu(chromaProcess);
    var millis = new double[REQUESTS];
    int late = 0;
    for (int i = 0; i < REQUESTS; i++) {
      long begin = System.nanoTime();
      try {
        assertThat(api("query").post(path, Map.of(field, texts.get(i % texts.size()))).status())
            .isEqualTo(200);
      } catch (HttpTimeoutException e) {
        late++;
      }
      millis[i] = Figures.seconds(begin) * 1e3;
    }
    put(kind + ".timed-out", late);
    double cpu = services.cpu("query").minus(before).toMillis();
    put(kind + ".cpu-ms", cpu / REQUESTS);
    put(
        kind + ".cpu-ms.chroma",
        (double) ServiceProcesses.cpu(chromaProcess).minus(chromaBefore).toMillis() / REQUESTS);
    put(kind + ".p50-ms", Figures.percentile(millis, .5));
    put(kind + ".p99-ms", Figures.percentile(millis, .99));
  }

  /** How many shapes were new, as lines went by: of each folder of logs by itself. */
  private void novelty() {
    Map<String, List<Entry>> bySource = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records()) {
      if (record.value() != null) {
        Entry entry = Entry.fromSanitizedTopic(record.value());
        String source = entry.source().text();
        String kind = source.contains("/") ? source.substring(0, source.indexOf('/')) : source;
        bySource.computeIfAbsent(kind, _ -> new ArrayList<>()).add(entry);
      }
    }
    bySource.forEach(
        (kind, entries) -> {
          entries.sort(Comparator.comparingLong(entry -> entry.citation().offset()));
          for (int quarter = 1; quarter <= 4; quarter++) {
            int until = entries.size() * quarter / 4;
            long lines = entries.subList(0, until).stream().mapToLong(Entry::count).sum();
            var shapes = new HashSet<String>();
            entries.subList(0, until).forEach(entry -> shapes.add(entry.shape().text()));
            put("novelty." + kind + "." + quarter + "-quarters.entries", until);
            put("novelty." + kind + "." + quarter + "-quarters.lines", lines);
            put("novelty." + kind + "." + quarter + "-quarters.shapes", shapes.size());
          }
        });
  }

  /** The newest of each entry. */
  private List<ConsumerRecord<byte[], byte[]>> records() {
    var newest = new LinkedHashMap<String, ConsumerRecord<byte[], byte[]>>();
    Product.readAll(bootstrap, ENTRIES)
        .forEach(record -> newest.put(new String(record.key(), UTF_8), record));
    return List.copyOf(newest.values());
  }

  private static List<Line> madeUp(int count, String source) throws IOException {
    return LogLines.madeUp(count, 7).stream().map(text -> new Line(source, text)).toList();
  }

  /** What costs least: one message with other numbers, a thousand lines a minute. */
  private static List<Line> steady(int count) {
    var lines = new ArrayList<Line>(count);
    for (int i = 0; i < count; i++) {
      lines.add(
          new Line(
              "steady",
              "2026-05-%02dT%02d:%02d:%02dZ INFO [worker-%d] stage %d of the nightly job has taken %d ms"
                  .formatted(
                      1 + i / 1_440_000,
                      i / 60_000 % 24,
                      i / 1000 % 60,
                      i / 17 % 60,
                      i % 4,
                      i % 5,
                      i % 977)));
    }
    return lines;
  }

  private static List<Line> real(Path folder) throws IOException {
    var lines = new ArrayList<Line>();
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path file :
          found
              .filter(Files::isRegularFile)
              .filter(path -> path.getFileName().toString().contains(".log"))
              .sorted()
              .toList()) {
        String source = folder.relativize(file).toString();
        try (Stream<String> texts = Files.lines(file, UTF_8)) {
          texts.forEach(text -> lines.add(new Line(source, text)));
        }
      }
    }
    return lines;
  }

  /**
   * An hour of Kafka's logs from each of many hosts, side by side: what a busy partition is like.
   * Each line is one without its neighbours, so that traces are left out.
   */
  private static List<Line> fleet(List<Line> real) {
    var byMinute = new TreeMap<String, List<Line>>();
    for (Line line : real) {
      if (line.text().startsWith(FLEET_HOUR)) {
        List<Line> minute =
            byMinute.computeIfAbsent(
                line.text().substring(0, FLEET_HOUR.length() + 2), _ -> new ArrayList<>());
        for (int host = 0; host < HOSTS; host++) {
          minute.add(new Line("fleet/" + host + "/" + line.source(), line.text()));
        }
      }
    }
    var random = new Random(11);
    byMinute.values().forEach(minute -> Collections.shuffle(minute, random));
    return byMinute.values().stream().flatMap(List::stream).toList();
  }

  private static void put(String name, double value) {
    String text = String.format(Locale.ROOT, "%.3f", value).replaceFirst("\\.?0+$", "");
    Figures.print("%s=%s", name, text);
  }
}
