package org.faultmaven.runtime.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.runtime.topic.TopicFollower;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that stand in their topic now: a new one counts within a second, a revoked one too.
 * While the topic is read once more, those known before count; what was revoked does not come back.
 */
final class ApiKeys implements Credentials, TopicFollower.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(ApiKeys.class);

  private final Clock clock;
  private volatile Map<String, ApiKey> keys = new ConcurrentHashMap<>();

  /** Filled by a reading from the beginning, and then in the place of the others. */
  private Map<String, ApiKey> reading = keys;

  private volatile boolean read;

  ApiKeys(Clock clock) {
    this.clock = clock;
  }

  /** Whether every key is known, or was once. */
  boolean isRead() {
    return read;
  }

  @Override
  public void begin() {
    reading = new ConcurrentHashMap<>();
  }

  @Override
  public void caughtUp() {
    keys = reading;
    read = true;
  }

  @Override
  public boolean takes(String token) {
    return ApiKey.Given.in(token).isPresent();
  }

  @Override
  public void record(ConsumerRecord<byte[], byte[]> record, boolean old) {
    if (record.key() == null) {
      return;
    }
    String id = new String(record.key(), UTF_8);
    Optional<ApiKey> key = ApiKey.fromRecord(id, record.value());
    if (key.isPresent()) {
      reading.put(id, key.get());
      return;
    }
    reading.remove(id);
    if (record.value() != null) {
      LOG.warn(
          "{} holds no API key at offset {} of partition {}: it counts as revoked",
          record.topic(),
          record.offset(),
          record.partition());
    }
  }

  @Override
  public Optional<Caller> caller(String token) {
    return ApiKey.Given.in(token)
        .flatMap(
            given -> {
              // Once read, the keys known go on while Kafka is away.
              if (!read) {
                throw new BackendException("the API keys are not read yet", true);
              }
              return Optional.ofNullable(keys.get(given.id()))
                  .filter(key -> key.isValid(given, clock.instant()))
                  .map(ApiKey::caller);
            });
  }
}
