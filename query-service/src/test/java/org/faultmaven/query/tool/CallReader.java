package org.faultmaven.query.tool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.faultmaven.contracts.tool.ToolProtocol;
import org.faultmaven.contracts.topic.KafkaConnection;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.query.Await;
import org.faultmaven.query.Broker;

/** A tool written by hand: reads calls, and answers them or what it likes. */
final class CallReader implements AutoCloseable {
  private final Broker broker;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Deque<ConsumerRecord<byte[], byte[]>> read = new ArrayDeque<>();

  CallReader(Broker broker, String tool) {
    this.broker = broker;
    String topic = broker.topics.toolCalls(tool).name();
    consumer = new KafkaConsumer<>(KafkaConnection.consumer(broker.config.kafka()));
    producer = new KafkaProducer<>(KafkaConnection.producer(broker.config.kafka()));
    Await.until("the topic is there", () -> !consumer.partitionsFor(topic).isEmpty());
    consumer.assign(
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList());
    consumer.seekToBeginning(consumer.assignment());
  }

  ConsumerRecord<byte[], byte[]> next() {
    Await.until(
        "a call",
        () -> {
          consumer.poll(Duration.ofMillis(50)).forEach(read::add);
          return !read.isEmpty();
        });
    return read.remove();
  }

  /** Everything that stands in the topic of results. */
  List<ConsumerRecord<byte[], byte[]>> results() {
    String topic = broker.topics.toolResults().name();
    try (var reader =
        new KafkaConsumer<byte[], byte[]>(KafkaConnection.consumer(broker.config.kafka()))) {
      List<TopicPartition> partitions =
          reader.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      reader.assign(partitions);
      reader.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
      var results = new ArrayList<ConsumerRecord<byte[], byte[]>>();
      Await.until(
          "all results",
          () -> {
            reader.poll(Duration.ofMillis(50)).forEach(results::add);
            return ends.entrySet().stream()
                .allMatch(end -> reader.position(end.getKey()) >= end.getValue());
          });
      return results;
    }
  }

  void answer(ConsumerRecord<byte[], byte[]> call, String result) throws Exception {
    answerAs(TopicHeaders.text(call.headers(), ToolProtocol.CORRELATION), result);
  }

  void answerAs(String correlation, String result) throws Exception {
    var headers = new RecordHeaders();
    TopicHeaders.put(headers, ToolProtocol.CORRELATION, correlation);
    TopicHeaders.put(headers, ToolProtocol.OUTCOME, ToolProtocol.OK);
    producer.send(record(headers, result)).get();
  }

  void answerWithout(String result) throws Exception {
    producer.send(record(new RecordHeaders(), result)).get();
  }

  void flood(String result) {
    producer.send(record(new RecordHeaders(), result));
  }

  private ProducerRecord<byte[], byte[]> record(RecordHeaders headers, String result) {
    return new ProducerRecord<>(
        broker.topics.toolResults().name(), null, null, null, result.getBytes(UTF_8), headers);
  }

  @Override
  public void close() {
    consumer.close();
    producer.close();
  }
}
