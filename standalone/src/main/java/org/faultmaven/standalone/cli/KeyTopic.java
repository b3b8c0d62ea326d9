package org.faultmaven.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.faultmaven.contracts.config.KafkaConfig;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.topic.KafkaConnection;
import org.faultmaven.contracts.topic.TopicCatalog;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.runtime.access.ApiKey;
import org.faultmaven.standalone.client.WholeTopic;
import org.jspecify.annotations.Nullable;

/** The topic of API keys. */
final class KeyTopic {

  private final String name;
  private final KafkaConfig kafka;
  private final Map<String, Object> connection;

  private KeyTopic(String name, KafkaConfig kafka, Map<String, Object> connection) {
    this.name = name;
    this.kafka = kafka;
    this.connection = connection;
  }

  /** The topic, created when it is missing and topics may be. */
  static KeyTopic created(KafkaOptions options) throws CommandFailure {
    return open(options, options.settings().createTopics());
  }

  static KeyTopic open(KafkaOptions options) throws CommandFailure {
    return open(options, false);
  }

  private static KeyTopic open(KafkaOptions options, boolean create) throws CommandFailure {
    Map<String, Object> connection = options.connected();
    KafkaConfig kafka = options.settings();
    var topics = new Topics(kafka.topicPrefix(), Tenant.DEFAULT, kafka.rawLogTopics());
    String name = topics.accessKeys().name();
    try (Admin admin = Admin.create(connection)) {
      if (!admin.listTopics().names().get().contains(name)) {
        if (!create) {
          throw CommandFailure.failed(
              "there is no topic %s: no key was made yet, or FAULTMAVEN_KAFKA_TOPIC_PREFIX is"
                      .formatted(name)
                  + " another where the services run.");
        }
        new TopicCatalog(topics, kafka).ensureAccessKeys(admin);
      }
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (ExecutionException | BackendException e) {
      throw CommandFailure.failed(
          "the topic %s can't be used (%s).".formatted(name, e.getMessage()));
    }
    return new KeyTopic(name, kafka, connection);
  }

  void put(ApiKey key) throws CommandFailure {
    write(key.id(), key.toJson());
  }

  void revoke(String id) throws CommandFailure {
    write(id, null);
  }

  private void write(String id, byte @Nullable [] value) throws CommandFailure {
    Map<String, Object> settings = KafkaConnection.producer(kafka);
    settings.putAll(connection);
    try (Producer<byte[], byte[]> producer = new KafkaProducer<>(settings)) {
      producer.send(new ProducerRecord<>(name, id.getBytes(UTF_8), value)).get();
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (ExecutionException | KafkaException e) {
      throw CommandFailure.failed(
          "%s can't be written (%s). Its user needs the right to.".formatted(name, e.getMessage()));
    }
  }

  /** The keys that count now, the oldest first. */
  List<ApiKey> all() throws CommandFailure {
    Map<String, Object> settings = KafkaConnection.consumer(kafka);
    settings.putAll(connection);
    var keys = new HashMap<String, ApiKey>();
    try {
      WholeTopic.read(settings, name, record -> take(record, keys));
    } catch (KafkaException e) {
      throw CommandFailure.failed("%s can't be read (%s).".formatted(name, e.getMessage()));
    }
    return keys.values().stream().sorted(Comparator.comparing(ApiKey::createdAt)).toList();
  }

  private static void take(ConsumerRecord<byte[], byte[]> record, Map<String, ApiKey> keys) {
    if (record.key() == null) {
      return;
    }
    String id = new String(record.key(), UTF_8);
    ApiKey.fromRecord(id, record.value())
        .ifPresentOrElse(found -> keys.put(id, found), () -> keys.remove(id));
  }

  private static CommandFailure interrupted() {
    Thread.currentThread().interrupt();
    return CommandFailure.failed("interrupted.");
  }
}
