package org.faultmaven.sanitizer.ledger;

import java.util.function.UnaryOperator;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.faultmaven.contracts.record.SanitizerCounts;
import org.jspecify.annotations.Nullable;

/**
 * The counts of each raw partition, in a store of the stream: they change in the transaction of
 * what they count.
 */
public final class Ledger {
  /** The store's name; its changelog is read by other services. */
  public static final String STORE = "ledger";

  private final KeyValueStore<String, byte[]> store;

  public Ledger(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  /**
   * Changes the counts of the partition that a record is from, and moves its position past the
   * record.
   */
  public SanitizerCounts count(RecordMetadata from, UnaryOperator<SanitizerCounts> change) {
    String key = from.topic() + "/" + from.partition();
    byte @Nullable [] stored = store.get(key);
    SanitizerCounts before =
        stored == null ? SanitizerCounts.NONE : SanitizerCounts.fromBytes(stored);
    SanitizerCounts after = change.apply(before);
    SanitizerCounts moved =
        new SanitizerCounts(
            after.accepted(),
            after.quarantined(),
            after.deleted(),
            after.held(),
            after.forwarded(),
            Math.max(before.nextOffset(), from.offset() + 1));
    store.put(key, moved.toBytes());
    return moved;
  }

  /** The counts with these added; a negative number takes away. */
  public static SanitizerCounts plus(
      SanitizerCounts counts,
      long accepted,
      long quarantined,
      long deleted,
      long held,
      long forwarded) {
    return new SanitizerCounts(
        counts.accepted() + accepted,
        counts.quarantined() + quarantined,
        counts.deleted() + deleted,
        counts.held() + held,
        counts.forwarded() + forwarded,
        counts.nextOffset());
  }
}
