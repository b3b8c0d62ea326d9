package org.faultmaven.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.faultmaven.contracts.config.DataSize;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.topic.KafkaConnection;
import org.faultmaven.contracts.topic.TopicCatalog;
import org.faultmaven.contracts.topic.Topics;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** A real broker with the product's topics, and what tests do with it. */
final class Broker implements AutoCloseable {
  final Topics topics = new Topics("test.", Tenant.DEFAULT, List.of());
  final FaultMavenConfig config;
  private final EmbeddedKafkaKraftBroker kafka;
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;

  Broker() throws Exception {
    kafka = new EmbeddedKafkaKraftBroker(1, 1);
    kafka.brokerProperty("transaction.state.log.replication.factor", "1");
    kafka.brokerProperty("transaction.state.log.min.isr", "1");
    kafka.brokerProperty("auto.create.topics.enable", "false");
    kafka.afterPropertiesSet();
    config = config(1);
    admin = Admin.create(KafkaConnection.client(config.kafka()));
    new TopicCatalog(topics, config.kafka()).ensure(admin);
    producer = new KafkaProducer<>(KafkaConnection.producer(config.kafka()));
  }

  /** The configuration of an instance beside the first, whose number is 1. */
  FaultMavenConfig config(int instance) {
    return config(instance, new DataSize(8 << 20));
  }

  FaultMavenConfig config(int instance, DataSize maxUpload) {
    return TestConfig.of(kafka.getBrokersAsString(), instance, maxUpload);
  }

  RecordMetadata send(ProducerRecord<byte[], byte[]> record) throws Exception {
    return producer.send(record).get();
  }

  void createCompacted(String topic) throws Exception {
    admin
        .createTopics(
            List.of(new NewTopic(topic, 3, (short) 1).configs(Map.of("cleanup.policy", "compact"))))
        .all()
        .get();
  }

  void commit(String group, Map<TopicPartition, OffsetAndMetadata> offsets) throws Exception {
    admin.alterConsumerGroupOffsets(group, offsets).all().get();
  }

  /**
   * Every committed record of a topic now, by partition and offset. Kafka answers a commit before
   * its markers are written: the end is the one that transactions under way count for too.
   */
  List<ConsumerRecord<byte[], byte[]>> all(String topic) {
    try (var consumer =
        new KafkaConsumer<byte[], byte[]>(KafkaConnection.consumer(config.kafka()))) {
      Collection<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = ends(partitions);
      var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(found::add);
      }
      return found;
    }
  }

  private Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
    var ends = new HashMap<TopicPartition, Long>();
    var asked = new HashMap<TopicPartition, OffsetSpec>();
    partitions.forEach(partition -> asked.put(partition, OffsetSpec.latest()));
    var options = new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);
    try {
      admin
          .listOffsets(asked, options)
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition, end.offset()));
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("the ends of a topic can't be read", e);
    }
    return ends;
  }

  List<ConsumerRecord<byte[], byte[]>> all(
      String topic, Predicate<ConsumerRecord<byte[], byte[]>> which) {
    return all(topic).stream().filter(which).toList();
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
    kafka.destroy();
  }
}
