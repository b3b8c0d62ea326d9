package org.faultmaven.query.keyword;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.faultmaven.contracts.kit.SampleEntries.id;
import static org.faultmaven.contracts.kit.SampleEntries.log;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.faultmaven.contracts.kit.RecordingTracer;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.topic.SanitizedTopic;
import org.faultmaven.contracts.trace.TraceContext;
import org.faultmaven.query.Await;
import org.faultmaven.query.Broker;
import org.faultmaven.search.LocalSearch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The feeder between a real topic and a real index. */
class KeywordFeederIT {
  private static Broker broker;
  private static int topics;

  @TempDir private Path folder;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final RecordingTracer tracer = new RecordingTracer();
  private SanitizedTopic entries;
  private WatchedIndex index;
  private KeywordFeeder feeder;

  @BeforeAll
  static void startBroker() {
    broker = new Broker();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void start() throws Exception {
    entries = new SanitizedTopic("test.entries" + topics++, Tenant.DEFAULT);
    broker.create(
        entries.name(),
        2,
        Map.of("cleanup.policy", "compact,delete", "message.timestamp.type", "LogAppendTime"));
    index = new WatchedIndex(LocalSearch.keywords(folder));
    feeder = feeder();
  }

  @AfterEach
  void stop() {
    feeder.stop();
    index.close();
  }

  private KeywordFeeder feeder() {
    Map<String, Object> settings = KeywordConfiguration.settings(broker.config.kafka());
    return new KeywordFeeder(
        entries, index, () -> new KafkaConsumer<>(settings), Duration.ofMillis(20), tracer, meters);
  }

  private long send(int partition, Entry entry) throws Exception {
    return broker.send(record(partition, entry.id(), entry.toBytes()));
  }

  private void delete(int partition, String id) throws Exception {
    broker.send(new ProducerRecord<>(entries.name(), partition, id.getBytes(UTF_8), null));
  }

  private ProducerRecord<byte[], byte[]> record(int partition, String key, byte[] value) {
    return new ProducerRecord<>(entries.name(), partition, key.getBytes(UTF_8), value);
  }

  private void run() {
    feeder.start();
    Await.until("caught up", feeder::caughtUp);
  }

  /** As after a stop of the process: a new feeder over what the index has. */
  private void restart() {
    feeder.stop();
    index.written.clear();
    feeder = feeder();
    run();
  }

  private static Entry entry(String name) {
    return log(name).build();
  }

  @Test
  void reads_the_topic_and_goes_on_reading() throws Exception {
    send(0, entry("a"));
    send(1, entry("b"));
    send(0, entry("c"));
    delete(0, id("c"));
    delete(0, id("never-there"));
    run();
    assertThat(index.ids()).containsExactlyInAnyOrder(id("a"), id("b"));
    assertThat(feeder.check().up()).isTrue();

    send(1, entry("d"));
    delete(0, id("a"));
    Await.until(
        "the changes",
        () -> List.of(id("b"), id("d")).equals(index.ids().stream().sorted().toList()));
  }

  @Test
  void what_is_new_is_told_of_in_its_trace_and_nothing_that_is_read_anew() throws Exception {
    broker.send(traced("a", 1));
    run();
    assertThat(index.ids()).containsExactly(id("a"));
    assertThat(tracer.ended()).isEmpty();

    broker.send(traced("b", 2));
    Await.until("a span", () -> !tracer.ended("index keywords").isEmpty());
    assertThat(tracer.ended("index keywords").getFirst().context().traceId())
        .isEqualTo("%032x".formatted(2));
    assertThat(index.ids()).contains(id("b"));
  }

  private ProducerRecord<byte[], byte[]> traced(String name, int trace) {
    ProducerRecord<byte[], byte[]> record = record(0, id(name), entry(name).toBytes());
    new TraceContext("%032x".formatted(trace), "%016x".formatted(trace), true)
        .put(record.headers());
    return record;
  }

  @Test
  void of_several_records_with_one_id_the_last_counts() throws Exception {
    send(0, entry("a"));
    delete(0, id("a"));
    send(0, log("a").count(7).build());
    send(0, entry("b"));
    delete(0, id("b"));
    run();

    assertThat(index.ids()).containsExactly(id("a"));
    assertThat(index.search(Tenant.DEFAULT, "report", 1, SearchFilter.NONE))
        .map(scored -> scored.entry().count())
        .containsExactly(7L);
  }

  @Test
  void goes_on_from_the_indexes_positions_after_a_restart() throws Exception {
    send(0, entry("a"));
    broker.transaction(List.of(record(1, id("b"), entry("b").toBytes())), false);
    run();
    feeder.stop();
    // Past the marker of the transaction.
    assertThat(index.positions()).containsExactlyInAnyOrderEntriesOf(Map.of(0, 1L, 1, 2L));

    send(1, entry("c"));
    restart();
    assertThat(index.written).containsExactly(id("c"));
    assertThat(index.ids()).containsExactlyInAnyOrder(id("a"), id("b"), id("c"));
  }

  @Test
  void never_shows_what_was_not_committed() throws Exception {
    broker.transaction(List.of(record(0, id("a"), entry("a").toBytes())), true);
    send(0, entry("b"));
    run();

    assertThat(index.ids()).containsExactly(id("b"));
  }

  @Test
  void positions_beyond_the_log_mean_a_rebuild_that_leaves_nothing_stale() throws Exception {
    send(0, entry("a"));
    index.update(List.of(entry("stale")), List.of(), Map.of(0, 99L, 1, 0L, 7, 12L));
    index.flush();
    run();
    assertThat(index.ids()).containsExactly(id("a"));

    restart();
    assertThat(index.written).isEmpty();
    assertThat(index.positions()).containsEntry(0, 1L).containsEntry(7, 0L);
  }

  @Test
  void positions_before_the_log_mean_a_rebuild() throws Exception {
    send(0, entry("deleted"));
    run();
    feeder.stop();
    // Its tombstone goes with the beginning of the log, unread.
    delete(0, id("deleted"));
    send(0, entry("a"));
    broker.deleteBefore(entries.name(), 2);

    restart();
    assertThat(index.ids()).containsExactly(id("a"));
    assertThat(index.positions()).containsEntry(0, 3L);
  }

  @Test
  void a_rebuild_that_breaks_off_begins_again() throws Exception {
    send(0, entry("a"));
    index.update(List.of(entry("stale")), List.of(), Map.of(0, 99L));
    index.flush();
    index.failure.set(new BackendException("The disk is full", true));
    feeder.start();
    Await.until("the failure shows", () -> !feeder.check().up());
    assertThat(feeder.check().detail()).isEqualTo("The disk is full");
    assertThat(feeder.caughtUp()).isFalse();
    assertThat(index.positions()).containsEntry(0, 99L);

    index.failure.set(null);
    Await.until("caught up", feeder::caughtUp);
    assertThat(index.ids()).containsExactly(id("a"));
    Await.until("well again", () -> feeder.check().up());
  }

  @Test
  void an_index_that_fails_for_a_while_misses_nothing() throws Exception {
    send(0, entry("a"));
    run();
    index.failure.set(new IllegalStateException("SECRET text of a record"));
    send(0, entry("b"));
    send(1, entry("c"));
    Await.until("the failure shows", () -> !feeder.check().up());
    assertThat(feeder.check().detail()).contains("IllegalStateException").doesNotContain("SECRET");

    index.failure.set(null);
    Await.until("all is there", () -> index.count(Tenant.DEFAULT) == 3);
    assertThat(meters.get("faultmaven.keyword.failures").counter().count()).isPositive();
  }

  @Test
  void what_is_no_entry_is_skipped_and_counted() throws Exception {
    broker.send(record(0, id("x"), "{\"no\":\"entry\"".getBytes(UTF_8)));
    broker.send(record(0, id("other-key"), entry("a").toBytes()));
    send(0, entry("c"));
    run();

    assertThat(index.ids()).containsExactly(id("c"));
    assertThat(meters.get("faultmaven.keyword.unreadable").counter().count()).isEqualTo(2);
  }

  @Test
  void a_topic_that_is_missing_shows_and_is_waited_for() throws Exception {
    entries = new SanitizedTopic("test.entries.later", Tenant.DEFAULT);
    feeder = feeder();
    feeder.start();
    Await.until("it shows", () -> !feeder.check().up());
    assertThat(feeder.check().detail()).contains("test.entries.later does not exist");

    broker.create(entries.name(), 1, Map.of());
    send(0, entry("a"));
    Await.until("caught up", feeder::caughtUp);
    Await.until("it is there", () -> index.ids().equals(List.of(id("a"))));
  }

  @Test
  void stops_at_once_and_starts_again() throws Exception {
    send(0, entry("a"));
    run();
    feeder.start();
    assertThat(feeder.isRunning()).isTrue();
    feeder.stop();
    feeder.stop();
    assertThat(feeder.isRunning()).isFalse();
    assertThat(index.positions()).containsEntry(0, 1L);

    send(0, entry("b"));
    feeder.start();
    Await.until("the rest", () -> index.count(Tenant.DEFAULT) == 2);
  }
}
