package org.faultmaven.ingest.indexing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the indexer has done, and how long after a record was sanitised. */
final class IndexerMeters implements Indexer.Progress {
  /** The meters of one kind of records. */
  private record Kind(Counter records, Counter bytes) {
    static Kind of(String name, MeterRegistry meters) {
      return new Kind(
          Counter.builder("faultmaven.indexer.records")
              .description("Clean records indexed, repeats and blank lines too; each once")
              .tag("kind", name)
              .register(meters),
          Counter.builder("faultmaven.indexer.bytes")
              .description("Bytes of sanitised text that were indexed")
              .baseUnit("bytes")
              .tag("kind", name)
              .register(meters));
    }

    void count(int size) {
      records.increment();
      bytes.increment(size);
    }
  }

  private final String documentsTopic;
  private final Clock clock;
  private final Kind logs;
  private final Kind documents;
  private final Timer delay;
  private final Counter failures;

  /**
   * @param documentsTopic clean, which tells a piece of a document from a log record
   */
  IndexerMeters(String documentsTopic, Clock clock, MeterRegistry meters) {
    this.documentsTopic = documentsTopic;
    this.clock = clock;
    this.logs = Kind.of("log", meters);
    this.documents = Kind.of("document", meters);
    this.delay =
        Timer.builder("faultmaven.indexer.delay")
            .description("From the append to a clean topic until a record can be found")
            .register(meters);
    this.failures =
        Counter.builder("faultmaven.indexer.failures")
            .description("Batches that could not be indexed and are tried again")
            .register(meters);
  }

  @Override
  public void indexed(List<ConsumerRecord<byte[], byte[]>> records) {
    long now = clock.millis();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Kind kind = record.topic().equals(documentsTopic) ? documents : logs;
      kind.count(Math.max(0, record.serializedValueSize()));
      delay.record(Math.max(0, now - record.timestamp()), TimeUnit.MILLISECONDS);
    }
  }

  void failed() {
    failures.increment();
  }
}
