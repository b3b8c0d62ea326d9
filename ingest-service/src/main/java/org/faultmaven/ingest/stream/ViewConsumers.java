package org.faultmaven.ingest.stream;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.faultmaven.contracts.config.KafkaConfig;
import org.faultmaven.contracts.topic.KafkaConnection;

/** Makes the consumers that views and look-ups read with: of no group, and creating no topics. */
public final class ViewConsumers implements Supplier<Consumer<byte[], byte[]>> {
  private static final int CALL_MILLIS = 10_000;

  /** A broker answers a connection's requests in turn: asking for the end waits behind a fetch. */
  private static final int FETCH_WAIT_MILLIS = 50;

  private final Map<String, Object> settings;

  public ViewConsumers(KafkaConfig kafka) {
    Map<String, Object> reading = KafkaConnection.consumer(kafka);
    reading.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    reading.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_MILLIS);
    reading.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, CALL_MILLIS);
    reading.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
    this.settings = Map.copyOf(reading);
  }

  @Override
  public Consumer<byte[], byte[]> get() {
    return new KafkaConsumer<>(settings);
  }
}
