package org.faultmaven.sanitizer.stream;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.faultmaven.contracts.topic.RawTopic;
import org.faultmaven.sanitizer.document.DocumentProcessor;
import org.faultmaven.sanitizer.document.DocumentStores;
import org.faultmaven.sanitizer.ledger.Ledger;
import org.faultmaven.sanitizer.ledger.Quarantined;
import org.faultmaven.sanitizer.log.LogProcessor;

/** Raw topics in; clean topics, document events and dead letters out. */
public final class SanitizerTopology {
  private static final String LOGS = "sanitize-logs";
  private static final String DOCUMENTS = "sanitize-documents";

  private SanitizerTopology() {}

  public static Topology of(Judge logs, Judge documents, Clock clock) {
    var topology = new Topology();
    List<String> logTopics = logs.topics().rawLogs().stream().map(RawTopic::name).toList();
    source(topology, "raw-logs", logTopics);
    source(topology, "raw-documents", List.of(documents.topics().rawDocuments().name()));
    topology.addProcessor(LOGS, () -> new LogProcessor(logs), "raw-logs");
    topology.addProcessor(
        DOCUMENTS, () -> new DocumentProcessor(documents, clock), "raw-documents");
    topology.addStateStore(store(Ledger.STORE).withCachingEnabled(), LOGS, DOCUMENTS);
    topology.addStateStore(store(Quarantined.STORE), LOGS, DOCUMENTS);
    DocumentStores.NAMES.forEach(name -> topology.addStateStore(store(name), DOCUMENTS));
    sink(topology, Sinks.CLEAN, LOGS, DOCUMENTS);
    sink(topology, Sinks.EVENTS, DOCUMENTS);
    sink(topology, Sinks.DEAD, LOGS, DOCUMENTS);
    return topology;
  }

  private static void source(Topology topology, String name, List<String> topics) {
    topology.addSource(
        AutoOffsetReset.earliest(),
        name,
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        topics.toArray(String[]::new));
  }

  private static StoreBuilder<KeyValueStore<String, byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray());
  }

  private static void sink(Topology topology, String name, String... parents) {
    Serializer<Outgoing> value = (topic, outgoing) -> outgoing.bytes();
    StreamPartitioner<byte[], Outgoing> partitioner =
        (topic, key, outgoing, partitions) ->
            Optional.ofNullable(outgoing.partition()).map(Set::of);
    topology.addSink(
        name,
        (key, outgoing, context) -> outgoing.topicName(),
        new ByteArraySerializer(),
        value,
        partitioner,
        parents);
  }
}
