package org.faultmaven.ingest.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.faultmaven.contracts.record.SanitizerCounts;
import org.faultmaven.ingest.stream.TopicView;

/**
 * The sanitizer's counts by raw partition, from the changelog of its store {@code ledger}: keys
 * {@code <raw topic>/<partition>}, values {@link SanitizerCounts}. Safe for use by many threads.
 */
final class CountsView implements TopicView.Reader {
  private final ConcurrentHashMap<TopicPartition, SanitizerCounts> counts =
      new ConcurrentHashMap<>();

  @Override
  public void read(ConsumerRecord<byte[], byte[]> record) {
    TopicPartition raw = raw(new String(record.key(), UTF_8));
    if (record.value() == null) {
      counts.remove(raw);
    } else {
      counts.put(raw, SanitizerCounts.fromBytes(record.value()));
    }
  }

  /** The counts as they are known now; {@link SanitizerCounts#NONE} is not among them. */
  Map<TopicPartition, SanitizerCounts> counts() {
    return Map.copyOf(counts);
  }

  private static TopicPartition raw(String key) {
    int slash = key.lastIndexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("not the key of a count");
    }
    return new TopicPartition(key.substring(0, slash), Integer.parseInt(key.substring(slash + 1)));
  }
}
