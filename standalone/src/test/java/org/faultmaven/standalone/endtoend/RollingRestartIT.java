package org.faultmaven.standalone.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.faultmaven.adapters.server.ChromaServer;
import org.faultmaven.adapters.server.RedisServer;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.ingest.IngestService;
import org.faultmaven.query.QueryService;
import org.faultmaven.sanitizer.SanitizerService;
import org.faultmaven.standalone.broker.EmbeddedBroker;
import org.faultmaven.standalone.product.Api;
import org.faultmaven.standalone.product.FreePorts;
import org.faultmaven.standalone.product.Product;
import org.faultmaven.standalone.product.ServiceInstance;
import org.faultmaven.standalone.product.Waiting;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two instances of each service on one broker, one Chroma and one Redis. Under a load that goes on
 * all the while, each instance in turn is stopped and started with other settings, and then each
 * with those of before: an upgrade and its roll-back. {@code -Drolling.from=FOLDER/faultmaven.jar},
 * the distribution of an earlier build, makes it one from that build to this and back.
 */
@Tag("faults")
class RollingRestartIT {
  /** What the chart gives: terminationGracePeriodSeconds, less what preStop sleeps. */
  private static final Duration GRACE = Duration.ofSeconds(55);

  /** After SIGTERM: 128 and its number, when the JVM ends by it. */
  private static final int TERMINATED = 143;

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String KEY = "bm90IGEgcmVhbCBrZXksIG9ubHkgb25lIGZvciB0ZXN0cyE=";
  private static final Pattern LINE =
      Pattern.compile("^(\\S+) INFO (order|payment|shipment) (\\d+) from (\\S+) went on$");
  private static final String COLLECTION = "rolled";
  private static final String ADDRESS = "ops@mail.example.com";

  /** What differs after the upgrade, in what is masked and in what makes an entry. */
  private static final List<String> UPGRADE =
      List.of("--sanitizer.allow=" + ADDRESS, "--index.window=20s");

  private static final String FROM =
      System.getProperty("rolling.from", ServiceInstance.thisBuild());

  @TempDir private Path folder;

  private final List<ServiceInstance> sanitizers = new ArrayList<>();
  private final List<ServiceInstance> ingests = new ArrayList<>();
  private final List<ServiceInstance> queries = new ArrayList<>();

  @Test
  void anUpgradeAndItsRollBackLoseNothingDoubleNothingAndRefuseNothing() throws Exception {
    try (ChromaServer chroma = ChromaServer.start();
        RedisServer redis = RedisServer.start();
        EmbeddedBroker broker =
            EmbeddedBroker.start(folder.resolve("broker"), FreePorts.one(), 16 << 20)) {
      List<String> before =
          List.of(
              "--kafka.bootstrap-servers=" + broker.bootstrapServers(),
              "--kafka.partitions=2",
              "--chromadb.url=" + chroma.url(),
              "--chromadb.collection=" + COLLECTION,
              "--redis.host=" + redis.host(),
              "--redis.port=" + redis.port());
      List<String> after = new ArrayList<>(before);
      after.addAll(UPGRADE);
      try {
        startTwoOfEach(before);
        try (var load =
            new SteadyLoad(
                broker.bootstrapServers(), () -> addresses(ingests), () -> addresses(queries))) {
          load.begin();
          roll(ServiceInstance.thisBuild(), after, load);
          roll(FROM, before, load);
          load.end();

          check(load, broker, chroma);
        }
      } finally {
        instances().forEach(ServiceInstance::close);
      }
    }
  }

  private void startTwoOfEach(List<String> settings) throws IOException {
    for (int number = 1; number <= 2; number++) {
      sanitizers.add(instance("sanitizer-" + number, SanitizerService.class));
      ingests.add(instance("ingest-" + number, IngestService.class));
      queries.add(instance("query-" + number, QueryService.class));
    }
    for (ServiceInstance each : instances()) {
      each.start(FROM, settings);
    }
    for (ServiceInstance each : instances()) {
      each.awaitReady();
    }
  }

  private ServiceInstance instance(String name, Class<?> main) {
    // As in the chart: the others' data ends with the pod.
    boolean volume = main == SanitizerService.class;
    return new ServiceInstance(name, main, folder.resolve(name), volume, KEY);
  }

  private List<ServiceInstance> instances() {
    List<ServiceInstance> all = new ArrayList<>(sanitizers);
    all.addAll(ingests);
    all.addAll(queries);
    return all;
  }

  private static List<URI> addresses(List<ServiceInstance> instances) {
    return instances.stream().map(ServiceInstance::url).toList();
  }

  /** Replaces one instance after the other; each is waited for before the next one goes. */
  private void roll(String build, List<String> settings, SteadyLoad load) throws Exception {
    for (ServiceInstance each : instances()) {
      var status = each.stop(GRACE);
      assertThat(status).as("%s ended within its grace: %s", each.name(), each.said()).isPresent();
      assertThat(status.getAsInt()).as("%s: %s", each.name(), each.said()).isIn(0, TERMINATED);
      each.start(build, settings);
      each.awaitReady();
      // The second one that is answered from here on was sent with the new address known: what
      // preStop is for in a cluster.
      int lines = load.lines().size() + 2;
      int documents = load.documents().size() + 2;
      int questions = load.questions() + 2;
      await(
          "the load goes on",
          () ->
              load.lines().size() >= lines
                  && load.documents().size() >= documents
                  && load.questions() >= questions);
    }
  }

  private void check(SteadyLoad load, EmbeddedBroker broker, ChromaServer chroma) throws Exception {
    List<SteadyLoad.Line> sent = load.lines();
    List<String> documents = load.documents();
    assertThat(load.failures()).isEmpty();
    assertThat(load.sentAgain()).as("requests that found an instance away").isPositive();
    assertThat(documents).as("no two are alike").doesNotHaveDuplicates();

    try (var api = new Api(queries.getFirst().url(), ingests.getFirst().url())) {
      awaitProcessed(api, sent.size() + documents.size());
      for (String id : documents) {
        assertThat(api.get("/api/v1/documents/" + id).json().path("status").asString())
            .as(id)
            .isEqualTo("indexed");
      }
    }
    List<ConsumerRecord<byte[], byte[]>> clean =
        Product.readAll(broker.bootstrapServers(), "faultmaven.logs.clean");
    assertOnceInClean(sent, clean);
    assertAsConfigured(clean);
    assertThat(Product.readAll(broker.bootstrapServers(), "faultmaven.documents.clean"))
        .extracting(record -> new String(record.key(), UTF_8))
        .containsExactlyInAnyOrderElementsOf(documents.stream().map(id -> id + "/0").toList());
    Map<String, Entry> entries =
        entries(Product.readAll(broker.bootstrapServers(), "faultmaven.entries"));
    assertIndexedOnce(sent, documents, entries);
    assertThat(vectors(chroma.url())).as("entries in Chroma").isEqualTo(entries.size());
  }

  private static void awaitProcessed(Api api, long accepted) throws Exception {
    await(
        "everything is processed",
        () -> {
          JsonNode total = api.get("/api/v1/ledger").json().path("total");
          Product.assertBalanced(total);
          return total.path("accepted").asLong() >= accepted
              && total.path("inFlight").asLong() == 0
              && total.path("waiting").asLong() == 0;
        });
    JsonNode total = api.get("/api/v1/ledger").json().path("total");
    assertThat(total.path("accepted").asLong()).isEqualTo(accepted);
    assertThat(total.path("indexed").asLong()).isEqualTo(accepted);
  }

  /** By their numbers, and in their order within a source, whose name is a pseudonym there. */
  private static void assertOnceInClean(
      List<SteadyLoad.Line> sent, List<ConsumerRecord<byte[], byte[]>> clean) {
    Map<Integer, String> sources =
        sent.stream().collect(Collectors.toMap(SteadyLoad.Line::number, SteadyLoad.Line::source));
    Map<String, Integer> last = new HashMap<>();
    Set<Integer> seen = new HashSet<>();
    for (ConsumerRecord<byte[], byte[]> record : clean) {
      int number = Integer.parseInt(parts(record).group(3));
      assertThat(sources.containsKey(number)).as("line %d was sent", number).isTrue();
      assertThat(seen.add(number)).as("line %d is there once", number).isTrue();
      assertThat(last.getOrDefault(sources.get(number), 0))
          .as("line before %d of its source", number)
          .isLessThan(number);
      last.put(sources.get(number), number);
    }
    Set<Integer> missing = new TreeSet<>(sources.keySet());
    missing.removeAll(seen);
    assertThat(missing).as("lines that are not there").isEmpty();
  }

  private static Matcher parts(ConsumerRecord<byte[], byte[]> record) {
    String text = new String(record.value(), UTF_8);
    Matcher parts = LINE.matcher(text);
    assertThat(parts.matches()).as(text).isTrue();
    return parts;
  }

  /** The upgrade was in effect, and the roll-back is. */
  private static void assertAsConfigured(List<ConsumerRecord<byte[], byte[]>> clean) {
    List<String> addresses =
        clean.stream().map(record -> parts(record).group(4)).distinct().sorted().toList();
    assertThat(addresses).as("masked and allowed").hasSize(2).contains(ADDRESS);
    var last = new HashMap<Integer, String>();
    clean.forEach(record -> last.put(record.partition(), parts(record).group(4)));
    assertThat(last.values()).as("masked again").isNotEmpty().doesNotContain(ADDRESS);
  }

  private static Map<String, Entry> entries(List<ConsumerRecord<byte[], byte[]>> records) {
    Map<String, Entry> latest = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      String id = new String(record.key(), UTF_8);
      assertThat(record.value()).as("nothing is forgotten yet").isNotNull();
      latest.put(id, Entry.fromSanitizedTopic(record.value()));
    }
    return latest;
  }

  private static void assertIndexedOnce(
      List<SteadyLoad.Line> sent, List<String> documents, Map<String, Entry> entries) {
    Map<String, Long> expected = new TreeMap<>();
    sent.forEach(
        line -> expected.merge(group(line.source(), line.at(), line.what()), 1L, Long::sum));
    Map<String, Long> counted = new TreeMap<>();
    var chunks = new ArrayList<String>();
    for (Entry entry : entries.values()) {
      if (entry.documentId() != null) {
        chunks.add(entry.documentId());
        continue;
      }
      Matcher line = LINE.matcher(entry.text().text());
      assertThat(line.matches()).as(entry.text().text()).isTrue();
      counted.merge(
          group(entry.source().text(), entry.firstAt(), line.group(2)), entry.count(), Long::sum);
    }

    assertThat(chunks).containsExactlyInAnyOrderElementsOf(new HashSet<>(documents));
    assertThat(counted).isEqualTo(expected);
  }

  /** By minutes, in which both windows fit whole. */
  private static String group(String source, Instant at, String what) {
    return source + " " + at.truncatedTo(ChronoUnit.MINUTES) + " " + what;
  }

  /** Not of the shapes, which stand once for many entries, nor of the canary. */
  private static long vectors(URI chroma) throws Exception {
    try (var api = new Api(chroma, chroma)) {
      String collections = "/api/v2/tenants/default_tenant/databases/default_database/collections";
      long count = 0;
      for (JsonNode collection : new JsonMapper().readTree(api.get(collections).text())) {
        String name = collection.path("name").asString();
        if (name.equals(COLLECTION) || name.startsWith(COLLECTION + ".default.logs.")) {
          String id = collection.path("id").asString();
          count += Long.parseLong(api.get(collections + "/" + id + "/count").text().strip());
        }
      }
      return count;
    }
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(String what, Condition condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("deadline of: %s", what).isLessThan(deadline);
      Waiting.aMoment();
    }
  }
}
