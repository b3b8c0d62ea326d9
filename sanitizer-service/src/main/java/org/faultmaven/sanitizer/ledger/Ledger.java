package org.faultmaven.sanitizer.ledger;

import org.apache.kafka.streams.state.KeyValueStore;
import org.faultmaven.contracts.record.SanitizerCounts;
import org.faultmaven.sanitizer.format.RawRecord;
import org.jspecify.annotations.Nullable;

/**
 * The counts of each raw partition, in a store of the stream: they change in the transaction of
 * what they count. A record is always moved from one place to another, so that {@code accepted =
 * quarantined + deleted + held + forwarded} whatever happens.
 */
public final class Ledger {
  /** The store's name; other services read its changelog. */
  public static final String STORE = "ledger";

  private final KeyValueStore<String, byte[]> store;

  public Ledger(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  /**
   * Counts a record that was read: it, or the document it belongs to, goes from one place to
   * another, or stays.
   *
   * @return the counts after
   */
  public SanitizerCounts read(RawRecord record, Place from, Place to) {
    return change(record.topic(), record.partition(), from, to, 1, record.offset() + 1);
  }

  /** Moves records that were read before. */
  public SanitizerCounts move(String topic, int partition, Place from, Place to, int records) {
    return change(topic, partition, from, to, records, 0);
  }

  private SanitizerCounts change(
      String topic, int partition, Place from, Place to, long records, long nextOffset) {
    String key = topic + "/" + partition;
    byte @Nullable [] stored = store.get(key);
    SanitizerCounts counts =
        stored == null ? SanitizerCounts.NONE : SanitizerCounts.fromBytes(stored);
    if (from != to) {
      if (to == Place.UNCOUNTED) {
        throw new IllegalArgumentException("what was counted stays counted");
      }
      counts = plus(plus(counts, from, -records), to, records);
    }
    SanitizerCounts after =
        new SanitizerCounts(
            counts.accepted(),
            counts.quarantined(),
            counts.deleted(),
            counts.held(),
            counts.forwarded(),
            Math.max(counts.nextOffset(), nextOffset));
    store.put(key, after.toBytes());
    return after;
  }

  private static SanitizerCounts plus(SanitizerCounts counts, Place place, long n) {
    return new SanitizerCounts(
        counts.accepted() - (place == Place.UNCOUNTED ? n : 0),
        counts.quarantined() + (place == Place.QUARANTINED ? n : 0),
        counts.deleted() + (place == Place.DELETED ? n : 0),
        counts.held() + (place == Place.HELD ? n : 0),
        counts.forwarded() + (place == Place.FORWARDED ? n : 0),
        counts.nextOffset());
  }
}
