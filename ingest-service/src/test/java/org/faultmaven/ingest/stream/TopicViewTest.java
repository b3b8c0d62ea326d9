package org.faultmaven.ingest.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.faultmaven.contracts.port.BackendException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicViewTest {
  private static final String TOPIC = "topic";
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
  private static final Duration LONG = Duration.ofSeconds(20);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<String> read = new CopyOnWriteArrayList<>();
  private final AtomicInteger made = new AtomicInteger();
  private final TopicView view = new TopicView(TOPIC, this::consumer, this::read, meters);

  @AfterEach
  void stop() {
    view.stop();
    assertThat(view.isRunning()).isFalse();
  }

  @Test
  void itReadsFromTheBeginningAndBeginsAgainAfterAFailureWhereItWas() {
    assertThat(view.caughtUp()).isFalse();
    view.start();
    view.start();
    view.awaitEnd(LONG);
    // The first consumer fails at once, the second after "a", the third ends the topic.
    assertThat(read).containsExactly("a", "b", "c");
    assertThat(view.caughtUp()).isTrue();
    assertThat(made).hasValue(3);
    assertThat(meters.get("faultmaven.view.failures").counter().count()).isEqualTo(2);
    assertThat(meters.get("faultmaven.view.skipped").counter().count()).isEqualTo(1);
  }

  @Test
  void waitingEndsWhenKafkaDoesNot() {
    BackendException late =
        catchThrowableOfType(BackendException.class, () -> view.awaitEnd(Duration.ofMillis(20)));
    assertThat(late.retryable()).isTrue();
  }

  @Test
  void itStopsWhileKafkaIsAwayAndCanBeStartedAgain() throws Exception {
    var tries = new CountDownLatch(1);
    var away =
        new TopicView(
            TOPIC,
            () -> {
              tries.countDown();
              throw new KafkaException("away");
            },
            this::read,
            new SimpleMeterRegistry());
    away.start();
    assertThat(tries.await(20, TimeUnit.SECONDS)).isTrue();
    away.stop();
    assertThat(away.isRunning()).isFalse();
    away.start();
    assertThat(away.isRunning()).isTrue();
    away.stop();
  }

  @Test
  void aTopicThatDoesNotExistIsEmpty() {
    var none =
        new TopicView(
            "none", () -> new MockConsumer<>("earliest"), this::read, new SimpleMeterRegistry());
    none.start();
    none.awaitEnd(LONG);
    assertThat(none.caughtUp()).isTrue();
    none.stop();
  }

  private void read(ConsumerRecord<byte[], byte[]> record) {
    String value = new String(record.value(), UTF_8);
    if (value.equals("broken")) {
      throw new IllegalArgumentException("not what this view reads");
    }
    read.add(value);
  }

  private Consumer<byte[], byte[]> consumer() {
    int number = made.incrementAndGet();
    if (number == 1) {
      throw new KafkaException("no such host");
    }
    var consumer = new MockConsumer<byte[], byte[]>("earliest");
    var node = new Node(0, "localhost", 1);
    consumer.updatePartitions(
        TOPIC, List.of(new PartitionInfo(TOPIC, 0, node, new Node[] {node}, new Node[] {node})));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, 4L));
    if (number == 2) {
      consumer.schedulePollTask(() -> consumer.addRecord(record(0, "a")));
      consumer.schedulePollTask(() -> consumer.setPollException(new KafkaException("lost")));
    } else {
      consumer.schedulePollTask(
          () -> {
            consumer.addRecord(record(1, "b"));
            consumer.addRecord(record(2, "broken"));
            consumer.addRecord(record(3, "c"));
          });
    }
    return consumer;
  }

  private static ConsumerRecord<byte[], byte[]> record(long offset, String value) {
    return new ConsumerRecord<>(TOPIC, 0, offset, null, value.getBytes(UTF_8));
  }
}
