package org.faultmaven.query;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.faultmaven.contracts.config.ConfigSource;
import org.faultmaven.contracts.config.Configuration;
import org.faultmaven.contracts.config.FaultMavenConfig;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.topic.KafkaConnection;
import org.faultmaven.contracts.topic.Topics;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** A real broker, and what tests do with it. */
public final class Broker implements AutoCloseable {
  public final Topics topics = new Topics("test.", Tenant.DEFAULT, List.of());
  public final FaultMavenConfig config;
  public final Admin admin;
  private final EmbeddedKafkaKraftBroker kafka;
  private final KafkaProducer<byte[], byte[]> producer;

  public Broker() {
    kafka = new EmbeddedKafkaKraftBroker(1, 1);
    kafka.brokerProperty("transaction.state.log.replication.factor", "1");
    kafka.brokerProperty("transaction.state.log.min.isr", "1");
    kafka.brokerProperty("auto.create.topics.enable", "false");
    kafka.afterPropertiesSet();
    config = config(kafka.getBrokersAsString());
    admin = Admin.create(KafkaConnection.client(config.kafka()));
    producer = new KafkaProducer<>(KafkaConnection.producer(config.kafka()));
  }

  /** Defaults, with this broker. */
  public static FaultMavenConfig config(String bootstrap) {
    return Configuration.load(
            ConfigSource.of(
                Map.of(
                    "kafka.bootstrap-servers",
                    bootstrap,
                    "sanitizer.pseudonym-key",
                    "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="),
                "test"))
        .config();
  }

  public void create(String topic, int partitions, Map<String, String> settings) throws Exception {
    admin
        .createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(settings)))
        .all()
        .get();
    // Known to every client once it has an offset.
    producer.partitionsFor(topic);
  }

  /** The offset it got. */
  public long send(ProducerRecord<byte[], byte[]> record) throws Exception {
    return producer.send(record).get().offset();
  }

  /** In one transaction, which is aborted when asked. */
  public void transaction(List<ProducerRecord<byte[], byte[]>> records, boolean abort)
      throws Exception {
    Map<String, Object> settings = KafkaConnection.producer(config.kafka());
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "test");
    try (var writer = new KafkaProducer<byte[], byte[]>(settings)) {
      writer.initTransactions();
      writer.beginTransaction();
      for (var record : records) {
        writer.send(record).get();
      }
      if (abort) {
        writer.abortTransaction();
      } else {
        writer.commitTransaction();
      }
    }
  }

  public void deleteBefore(String topic, long offset) throws Exception {
    admin
        .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(offset)))
        .all()
        .get();
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
    kafka.destroy();
  }
}
