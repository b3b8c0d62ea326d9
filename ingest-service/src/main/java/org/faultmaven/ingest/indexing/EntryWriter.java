package org.faultmaven.ingest.indexing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.IEmbedder;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.contracts.record.EmbeddedEntry;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.contracts.trace.TraceSpan;

/**
 * Makes a batch durable: first in the {@code entries} topic, then in the vector store, last the
 * events that say so. Every step can be done again. Thread-safe as the producer and the stores are.
 */
final class EntryWriter implements AutoCloseable {
  private final Topics topics;
  private final Producer<byte[], byte[]> producer;
  private final IEmbedder embedder;
  private final IVectorStore store;
  private final Counter written;
  private final Counter forgotten;

  EntryWriter(
      Topics topics,
      Producer<byte[], byte[]> producer,
      IEmbedder embedder,
      IVectorStore store,
      MeterRegistry registry) {
    this.topics = topics;
    this.producer = producer;
    this.embedder = embedder;
    this.store = store;
    this.written =
        Counter.builder("faultmaven.indexer.entries")
            .description("Entries written, anew or with another count")
            .register(registry);
    this.forgotten =
        Counter.builder("faultmaven.indexer.deletions")
            .description("Entries deleted: with their document, or with the retention of logs")
            .register(registry);
  }

  /**
   * @throws BackendException retryable, when Kafka or the store is away; nothing is to be committed
   *     then
   */
  void write(EntryBatch batch) {
    if (batch.isEmpty()) {
      return;
    }
    Tenant tenant = topics.tenant();
    // Before anything is written: an embedder that fails leaves no half.
    List<EmbeddedEntry> embedded = embedded(batch.entries());
    sendEntries(batch);
    store(tenant, embedded, batch.deleted());
    written.increment(embedded.size());
    forgotten.increment(batch.deleted().size());
    await(
        batch.events().stream()
            .map(event -> send(topics.documentEvents().record(null, event.key(), event, headers())))
            .toList());
  }

  private List<EmbeddedEntry> embedded(List<Entry> entries) {
    try (TraceSpan span = TraceSpan.child("embed")) {
      span.number("faultmaven.entries", entries.size());
      return Shapes.embed(embedder, entries);
    }
  }

  private void sendEntries(EntryBatch batch) {
    try (TraceSpan span = TraceSpan.child(TraceSpan.Kind.PRODUCER, "send")) {
      String topic = topics.entries().name();
      span.about(topic).topic(topic).number("messaging.batch.message_count", batch.size());
      var sent = new ArrayList<Future<RecordMetadata>>();
      batch
          .entries()
          .forEach(
              entry -> sent.add(send(topics.entries().record(null, entry.id(), entry, headers()))));
      batch
          .deleted()
          .forEach(id -> sent.add(send(topics.entries().record(null, id, null, headers()))));
      await(sent);
    }
  }

  private void store(Tenant tenant, List<EmbeddedEntry> embedded, List<String> deleted) {
    try (TraceSpan span = TraceSpan.child("store vectors")) {
      span.number("faultmaven.entries", embedded.size())
          .number("faultmaven.deletions", deleted.size());
      if (!embedded.isEmpty()) {
        store.add(tenant, embedded);
      }
      if (!deleted.isEmpty()) {
        store.delete(tenant, deleted);
      }
    }
  }

  private static RecordHeaders headers() {
    var headers = new RecordHeaders();
    TraceSpan.current().put(headers);
    return headers;
  }

  @Override
  public void close() {
    producer.close();
  }

  private Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
    return producer.send(record);
  }

  private void await(List<Future<RecordMetadata>> sent) {
    producer.flush();
    for (Future<RecordMetadata> each : sent) {
      try {
        each.get();
      } catch (ExecutionException e) {
        throw new BackendException(
            "Kafka did not take an entry ("
                + Objects.requireNonNullElse(e.getCause(), e).getClass().getSimpleName()
                + ")",
            true);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new BackendException("interrupted while Kafka took entries", true);
      }
    }
  }
}
