package org.faultmaven.ingest.indexing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.faultmaven.contracts.kit.RecordingTracer;
import org.faultmaven.contracts.kit.RecordingTracer.Ended;
import org.faultmaven.contracts.port.IEmbedder;
import org.faultmaven.contracts.record.IndexedPosition;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.contracts.trace.TraceContext;
import org.faultmaven.ingest.indexing.log.LogBlock;
import org.faultmaven.ingest.indexing.log.LogPartition;
import org.faultmaven.ingest.indexing.time.Timestamps;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.listener.MessageListenerContainer;

class IndexerTest {
  private final Topics topics = new Topics("t.", Tenant.DEFAULT, List.of());
  private final TopicPartition partition = new TopicPartition("t.logs.clean", 0);
  private final MemoryStore store = new MemoryStore();
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final AtomicInteger written = new AtomicInteger();
  private final RecordingTracer tracer = new RecordingTracer();
  private EntryWriter writer;
  private Indexer indexer;

  @BeforeEach
  void setUp() {
    IEmbedder embedder = mock(IEmbedder.class);
    when(embedder.embed(org.mockito.ArgumentMatchers.anyString())).thenReturn(new float[] {1});
    writer = new EntryWriter(topics, producer, embedder, store, new SimpleMeterRegistry());
    indexer = newIndexer();
    consumer.assign(List.of(partition));
    consumer.updateBeginningOffsets(Map.of(partition, 0L));
    consumer.updatePartitions(
        "t.logs.clean", List.of(new PartitionInfo("t.logs.clean", 0, null, null, null)));
  }

  private Indexer newIndexer() {
    return new Indexer(
        (of, committed, position) ->
            new LogPartition(
                topics.cleanLogs().getFirst(),
                new LogBlock.Settings(
                    Tenant.DEFAULT,
                    of.topic(),
                    0,
                    Duration.ofMinutes(1),
                    1_000,
                    1 << 14,
                    new Timestamps(ZoneOffset.UTC)),
                committed,
                position),
        writer,
        records -> written.incrementAndGet(),
        tracer);
  }

  @Test
  void whatIsDurableIsCommittedWithItsCounts() {
    indexer.onPartitionsAssigned(consumer, List.of(partition));
    indexer.onMessage(
        List.of(record(0, 1, "2026-01-02 10:00:00 a"), record(1, 2, "2026-01-02 10:00:01 b")),
        consumer);

    assertThat(store.entries).hasSize(2);
    assertThat(producer.history()).hasSize(2).allMatch(sent -> sent.topic().equals("t.entries"));
    assertThat(written).hasValue(1);
    OffsetAndMetadata committed = committed();
    assertThat(committed.offset()).isEqualTo(2);
    IndexedPosition position = IndexedPosition.fromMetadata(committed.metadata(), 2);
    assertThat(position.indexed()).isEqualTo(2);
    assertThat(position.sequence()).isEqualTo(2);
  }

  @Test
  void aBatchIsOneSpanInTheTraceOfItsRecords() {
    indexer.onPartitionsAssigned(consumer, List.of(partition));
    var batch = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    for (int i = 1; i <= 3; i++) {
      ConsumerRecord<byte[], byte[]> record = record(i - 1, i, "2026-01-02 10:00:00 a" + i);
      if (i > 1) {
        var context = new TraceContext("%032x".formatted(i), "%016x".formatted(i), true);
        context.put(record.headers());
      }
      batch.add(record);
    }

    indexer.onMessage(batch, consumer);

    Ended index = tracer.ended("index").getFirst();
    assertThat(tracer.ended("index")).hasSize(1);
    assertThat(index.context().traceId()).isEqualTo("%032x".formatted(2));
    assertThat(index.links())
        .extracting(TraceContext::traceId)
        .containsExactly("%032x".formatted(3));
    assertThat(tracer.ended())
        .extracting(Ended::name)
        .containsExactly("embed", "send t.entries", "store vectors", "index");
    Ended sent = tracer.ended("send t.entries").getFirst();
    assertThat(producer.history())
        .isNotEmpty()
        .allSatisfy(
            record -> assertThat(TraceContext.of(record.headers())).isEqualTo(sent.context()));

    // A restart puts the open block together anew, and tells of nothing twice.
    indexer = newIndexer();
    indexer.onPartitionsAssigned(consumer, List.of(partition));
    producer.clear();
    indexer.onMessage(batch, consumer);
    assertThat(tracer.ended("index")).hasSize(1);
    assertThat(producer.history())
        .allSatisfy(record -> assertThat(TraceContext.of(record.headers())).isNull());
  }

  @Test
  void aStoreThatIsAwayLetsNothingBeCommittedAndTheBatchIsReadAgain() {
    indexer.onPartitionsAssigned(consumer, List.of(partition));
    store.away = true;
    List<ConsumerRecord<byte[], byte[]>> batch = List.of(record(0, 1, "2026-01-02 10:00:00 a"));

    assertThatThrownBy(() -> indexer.onMessage(batch, consumer)).hasMessage("the store is away");

    assertThat(consumer.committed(Set.of(partition)).get(partition)).isNull();
    assertThat(consumer.position(partition)).isZero();
    store.away = false;
    indexer.onMessage(batch, consumer);
    assertThat(store.entries).hasSize(1);
    assertThat(committed().offset()).isEqualTo(1);
  }

  @Test
  void aRestartRebuildsTheOpenBlockAndCountsNothingTwice() {
    indexer.onPartitionsAssigned(consumer, List.of(partition));
    indexer.onMessage(List.of(record(0, 1, "2026-01-02 10:00:00 took 1 ms")), consumer);
    indexer.onPartitionsRevokedAfterCommit(consumer, List.of(partition));

    indexer = newIndexer();
    indexer.onPartitionsAssigned(consumer, List.of(partition));
    assertThat(consumer.position(partition)).as("begins with the block").isZero();
    indexer.onMessage(
        List.of(
            record(0, 1, "2026-01-02 10:00:00 took 1 ms"),
            record(1, 2, "2026-01-02 10:00:01 took 2 ms")),
        consumer);

    assertThat(store.entries.values())
        .singleElement()
        .satisfies(entry -> assertThat(entry.count()).isEqualTo(2));
    assertThat(IndexedPosition.fromMetadata(committed().metadata(), 2).indexed()).isEqualTo(2);
  }

  @Test
  void aRecordOfAPartitionThatWasLostIsRefused() {
    indexer.onPartitionsAssigned(consumer, List.of(partition));
    indexer.onPartitionsLost(consumer, List.of(partition));

    assertThatThrownBy(() -> indexer.onMessage(List.of(record(0, 1, "x")), consumer))
        .isInstanceOf(IndexingFailedException.class);
  }

  @Test
  void theIndexForgetsWithTheTopic() {
    indexer.onPartitionsAssigned(consumer, List.of(partition));
    indexer.onMessage(
        List.of(record(0, 1, "2026-01-02 10:00:00 old"), record(1, 2, "2026-01-02 10:00:01 young")),
        consumer);
    producer.clear();
    consumer.updateBeginningOffsets(Map.of(partition, 1L));
    var sweep = new RetentionSweep(topics, store, writer, () -> consumer);

    assertThat(sweep.sweep()).isEqualTo(1);

    assertThat(store.entries.values())
        .singleElement()
        .satisfies(entry -> assertThat(entry.text().text()).contains("young"));
    assertThat(producer.history())
        .singleElement()
        .satisfies(sent -> assertThat(sent.value()).isNull());
    sweep.start();
    assertThat(sweep.isRunning()).isTrue();
    sweep.stop();
    assertThat(sweep.isRunning()).isFalse();
  }

  @Test
  void whatKeepsItWaitingIsSaidWithoutContent() {
    var retry = new RetryForever(() -> {});
    MessageListenerContainer container = mock(MessageListenerContainer.class);
    when(container.isRunning()).thenReturn(false);

    retry.handleBatch(
        new IllegalArgumentException("secret content"),
        new ConsumerRecords<>(new HashMap<>(), Map.of()),
        consumer,
        container,
        () -> {});
    assertThat(retry.lastError()).isEqualTo("java.lang.IllegalArgumentException");

    retry.recovered();
    assertThat(retry.lastError()).isNull();
  }

  private OffsetAndMetadata committed() {
    return consumer.committed(Set.of(partition)).get(partition);
  }

  private ConsumerRecord<byte[], byte[]> record(long offset, long sequence, String line) {
    var headers = new RecordHeaders();
    TopicHeaders.put(headers, TopicHeaders.SOURCE, "app");
    TopicHeaders.put(headers, TopicHeaders.SEQUENCE, Long.toString(sequence));
    byte[] value = line.getBytes(UTF_8);
    return new ConsumerRecord<>(
        "t.logs.clean",
        0,
        offset,
        0L,
        TimestampType.LOG_APPEND_TIME,
        -1,
        value.length,
        null,
        value,
        headers,
        Optional.empty());
  }
}
