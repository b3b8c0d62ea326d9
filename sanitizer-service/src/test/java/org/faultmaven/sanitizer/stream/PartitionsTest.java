package org.faultmaven.sanitizer.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.faultmaven.contracts.config.DataSize;
import org.faultmaven.contracts.port.ITracer;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.sanitizer.document.DocumentHandler;
import org.faultmaven.sanitizer.document.DocumentSanitizer;
import org.faultmaven.sanitizer.format.Judge;
import org.faultmaven.sanitizer.ledger.Meters;
import org.faultmaven.sanitizer.log.LogHandler;
import org.faultmaven.sanitizer.log.LogSanitizer;
import org.faultmaven.sanitizer.outlet.Outgoing;
import org.faultmaven.sanitizer.queue.QueuedProcessor;
import org.faultmaven.sanitizer.support.FakeSanitizer;
import org.faultmaven.sanitizer.support.Pipeline;
import org.faultmaven.sanitizer.support.SettableClock;
import org.faultmaven.sanitizer.support.TestConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of which partition a record is, and to which topic and partition it goes. */
class PartitionsTest {
  private static final DataSize SIZE = new DataSize(1 << 20);
  private final Topics topics = new Topics("p.", Tenant.DEFAULT, List.of("app-logs", "p.logs.raw"));
  private final Meters meters = new Meters(new SimpleMeterRegistry());
  private final SettableClock clock = new SettableClock();

  @TempDir Path folder;

  @Test
  void aLogRecordKeepsItsPartition() {
    MockProcessorContext<byte[], Outgoing> context = context(5);
    var sanitizer = new LogSanitizer(judge(), Pipeline.HASH, topics.tenant(), SIZE);
    var processor =
        QueuedProcessor.direct(
            "logs", LogHandler.direct(sanitizer, topics, SIZE, meters, clock), ITracer.OFF, clock);
    processor.init(context);

    context.setRecordMetadata("app-logs", 5, 100);
    processor.process(new Record<>(null, "line".getBytes(UTF_8), 0));
    context.setRecordMetadata("p.logs.raw", 5, 7);
    processor.process(new Record<>(null, "line".getBytes(UTF_8), 0));
    processor.process(new Record<>(null, "POISON".getBytes(UTF_8), 0));

    assertThat(context.forwarded())
        .extracting(each -> each.childName().orElseThrow())
        .containsExactly("p.clean.app-logs", "p.logs.clean", "p.deadletter");
    assertThat(context.forwarded())
        .extracting(each -> each.record().value().partition())
        .containsExactly(5, 5, null);
    KeyValueStore<String, byte[]> ledger = context.getStateStore("ledger");
    assertThat(ledger.get("app-logs/5")).isNotNull();
    assertThat(ledger.get("p.logs.raw/5")).isNotNull();
  }

  @Test
  void aDocumentKeepsItsPartitionAndItsEventsGoByTheirKey() {
    MockProcessorContext<byte[], Outgoing> context = context(3);
    var processor =
        QueuedProcessor.direct(
            "documents",
            DocumentHandler.direct(
                new DocumentSanitizer(judge(), SIZE),
                Pipeline.HASH,
                topics,
                TestConfig.of(folder).kafka(),
                meters,
                clock),
            ITracer.OFF,
            clock);
    processor.init(context);
    context.setRecordMetadata("p.documents.raw", 3, 9);
    processor.process(new Record<>("k".getBytes(UTF_8), "text".getBytes(UTF_8), 0));

    assertThat(context.forwarded())
        .extracting(each -> each.record().value().topicName())
        .containsExactly("p.documents.clean", "p.documents.events");
    assertThat(context.forwarded())
        .extracting(each -> each.record().value().partition())
        .containsExactly(3, null);
    assertThat(context.forwarded().getFirst().record().value())
        .hasToString("Clean[p.documents.clean]");
  }

  private Judge judge() {
    return new Judge(new FakeSanitizer(), Pipeline.HASH, topics.tenant(), FakeSanitizer.LOGS);
  }

  private MockProcessorContext<byte[], Outgoing> context(int partition) {
    var context =
        new MockProcessorContext<byte[], Outgoing>(
            new Properties(), new TaskId(0, partition), folder.toFile());
    for (String name : Pipeline.STORES) {
      KeyValueStore<String, byte[]> store =
          Stores.keyValueStoreBuilder(
                  Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
              .withLoggingDisabled()
              .build();
      store.init(context.getStateStoreContext(), store);
      context.addStateStore(store);
    }
    return context;
  }
}
