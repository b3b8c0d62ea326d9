package org.faultmaven.sanitizer.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.port.ITracer;
import org.faultmaven.contracts.record.DocumentEvent;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Policies;
import org.faultmaven.contracts.record.SanitizerCounts;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.sanitizer.ledger.Meters;
import org.faultmaven.sanitizer.queue.Waiting;
import org.faultmaven.sanitizer.stream.SanitizerTopology;

/** The whole topology on one partition, and everything that came out of it. */
public final class Pipeline implements AutoCloseable {
  public static final KeyedHash HASH =
      new KeyedHash("a key of thirty-two bytes or more".getBytes(UTF_8));
  public static final List<String> STORES =
      List.of("ledger", "quarantined", "documents", "pieces", "queue");

  public final Topics topics = new Topics("faultmaven.", Tenant.DEFAULT, List.of());
  public final String rawLogs = topics.rawLogs().getFirst().name();
  public final String rawDocuments = topics.rawDocuments().name();
  public final FakeSanitizer sanitizer = new FakeSanitizer();
  public final SettableClock clock = new SettableClock();
  public final MeterRegistry meters = new SimpleMeterRegistry();
  public final Waiting waiting;
  public final TopologyTestDriver driver;
  private final List<Out> cleanLogs = new ArrayList<>();
  private final List<Out> cleanDocuments = new ArrayList<>();
  private final List<Out> events = new ArrayList<>();
  private final List<Out> letters = new ArrayList<>();
  private final TestInputTopic<byte[], byte[]> logsIn;
  private final TestInputTopic<byte[], byte[]> documentsIn;
  private long nextLog;
  private long nextDocument;

  /** A record that came out. */
  public record Out(byte[] key, byte[] value, Headers headers) {
    public String text() {
      return new String(value, UTF_8);
    }

    public String keyText() {
      return new String(key, UTF_8);
    }

    public String header(String name) {
      return TopicHeaders.text(headers, name);
    }

    public List<String> headerNames() {
      var names = new ArrayList<String>();
      headers.forEach(header -> names.add(header.key()));
      return names;
    }

    /** Everything in it, to look for what must not be there. */
    public String everything() {
      var all = new StringBuilder();
      all.append(key == null ? "" : keyText()).append('\n');
      for (Header header : headers) {
        all.append(header.key()).append('=');
        all.append(header.value() == null ? "" : new String(header.value(), UTF_8)).append('\n');
      }
      return all.append(value == null ? "" : text()).toString();
    }
  }

  public Pipeline(Path folder) {
    this(TestConfig.of(folder));
  }

  public Pipeline(FaultMavenConfig config) {
    this(config, null);
  }

  /** One that traces; with an executor, records wait. */
  public static Pipeline traced(Path folder, Executor executor, ITracer tracer) {
    return new Pipeline(TestConfig.of(folder), executor, tracer);
  }

  /**
   * One whose records wait until they are judged.
   *
   * @param executor judges ahead
   */
  public static Pipeline waiting(Path folder, Executor executor) {
    return new Pipeline(TestConfig.of(folder), executor);
  }

  private Pipeline(FaultMavenConfig config, Executor executor) {
    this(config, executor, ITracer.OFF);
  }

  private Pipeline(FaultMavenConfig config, Executor executor, ITracer tracer) {
    waiting = executor == null ? null : Waiting.on(executor, meters);
    var policies =
        new Policies(Map.of("logs", FakeSanitizer.LOGS, "documents", FakeSanitizer.DOCUMENTS));
    var topology =
        new SanitizerTopology(
            config, topics, sanitizer, HASH, policies, new Meters(meters), tracer, waiting, clock);
    var settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "faultmaven.sanitizer");
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.STATE_DIR_CONFIG, config.application().dataDirectory().toString());
    driver = new TopologyTestDriver(topology.build(), settings, clock.instant());
    logsIn = in(rawLogs);
    documentsIn = in(rawDocuments);
  }

  private TestInputTopic<byte[], byte[]> in(String topic) {
    return driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
  }

  public static Headers headers(String... namesAndValues) {
    var headers = new RecordHeaders();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.add(namesAndValues[i], namesAndValues[i + 1].getBytes(UTF_8));
    }
    return headers;
  }

  private static byte[] bytes(String text) {
    return text == null ? null : text.getBytes(UTF_8);
  }

  /** Produces a log record and returns its offset. */
  public long log(byte[] key, byte[] value, Headers headers) {
    logsIn.pipeInput(new TestRecord<>(key, value, headers, clock.instant()));
    return nextLog++;
  }

  public long log(String key, String value, String... headers) {
    return log(bytes(key), bytes(value), headers(headers));
  }

  /** Produces a record to the raw documents and returns its offset. */
  public long document(byte[] key, byte[] value, Headers headers) {
    documentsIn.pipeInput(new TestRecord<>(key, value, headers, clock.instant()));
    return nextDocument++;
  }

  public long document(String key, String value, String... headers) {
    return document(bytes(key), bytes(value), headers(headers));
  }

  /** Produces a piece as ingest does. */
  public long piece(String id, String upload, int piece, int pieces, String value) {
    return document(
        id,
        value,
        TopicHeaders.UPLOAD,
        upload,
        TopicHeaders.PIECE,
        Integer.toString(piece),
        TopicHeaders.PIECES,
        Integer.toString(pieces),
        TopicHeaders.SOURCE,
        "uploads");
  }

  /** Sends a dead letter again, as ingest does. */
  public long replay(Out letter) {
    var headers = new RecordHeaders();
    for (Header header : letter.headers()) {
      if (!header.key().equals(TopicHeaders.ORIGIN)
          && !header.key().equals(TopicHeaders.ERROR_STAGE)
          && !header.key().equals(TopicHeaders.ERROR_CLASS)) {
        headers.add(header);
      }
    }
    String origin = letter.header(TopicHeaders.ORIGIN);
    TopicHeaders.put(headers, TopicHeaders.REPLAY_OF, origin);
    return origin.startsWith(rawLogs)
        ? log(letter.key(), letter.value(), headers)
        : document(letter.key(), letter.value(), headers);
  }

  public List<Out> cleanLogs() {
    return drain(topics.cleanLogs().getFirst().name(), cleanLogs);
  }

  public List<Out> cleanDocuments() {
    return drain(topics.cleanDocuments().name(), cleanDocuments);
  }

  public List<Out> eventRecords() {
    return drain(topics.documentEvents().name(), events);
  }

  public List<DocumentEvent> events() {
    return eventRecords().stream()
        .map(out -> DocumentEvent.fromSanitizedTopic(out.value()))
        .toList();
  }

  public List<Out> letters() {
    return drain(topics.deadLetters().name(), letters);
  }

  /** Everything that came out to SANITIZED topics. */
  public List<Out> sanitized() {
    var all = new ArrayList<>(cleanLogs());
    all.addAll(cleanDocuments());
    all.addAll(eventRecords());
    return all;
  }

  private List<Out> drain(String topic, List<Out> into) {
    TestOutputTopic<byte[], byte[]> out =
        driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    for (TestRecord<byte[], byte[]> record : out.readRecordsToList()) {
      into.add(new Out(record.key(), record.value(), record.headers()));
    }
    return into;
  }

  public SanitizerCounts logCounts() {
    return counts(rawLogs);
  }

  public SanitizerCounts documentCounts() {
    return counts(rawDocuments);
  }

  private SanitizerCounts counts(String topic) {
    byte[] counts = store("ledger").get(topic + "/0");
    return counts == null ? SanitizerCounts.NONE : SanitizerCounts.fromBytes(counts);
  }

  public KeyValueStore<String, byte[]> store(String name) {
    return driver.getKeyValueStore(name);
  }

  public int sizeOf(String store) {
    int size = 0;
    try (KeyValueIterator<String, byte[]> all = store(store).all()) {
      while (all.hasNext()) {
        all.next();
        size++;
      }
    }
    return size;
  }

  /** Takes over what another left in its stores, as a new instance does from the changelogs. */
  public void restore(Pipeline from) {
    for (String name : STORES) {
      try (KeyValueIterator<String, byte[]> all = from.store(name).all()) {
        while (all.hasNext()) {
          KeyValue<String, byte[]> entry = all.next();
          store(name).put(entry.key, entry.value);
        }
      }
    }
  }

  /** Lets time pass, with what is done at times. */
  public void advance(Duration by) {
    clock.advance(by);
    driver.advanceWallClockTime(by);
  }

  /** Every accepted record is in one place. */
  public static void assertBalanced(SanitizerCounts counts) {
    assertThat(counts.quarantined() + counts.deleted() + counts.held() + counts.forwarded())
        .as("%s", counts)
        .isEqualTo(counts.accepted());
    assertThat(counts.quarantined()).isNotNegative();
    assertThat(counts.held()).isNotNegative();
  }

  /** An upload's id: 26 digits of base32. */
  public static String upload(int n) {
    return KeyedHash.base32(("upload " + n).getBytes(UTF_8))
        .concat("a".repeat(26))
        .substring(0, 26);
  }

  /** A document's id. */
  public static String id(String name) {
    return HASH.of("document", Tenant.DEFAULT, name);
  }

  public Instant now() {
    return clock.instant();
  }

  @Override
  public void close() {
    driver.close();
  }
}
