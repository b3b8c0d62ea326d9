package org.faultmaven.contracts.record;

/**
 * What the sanitizer counted in one raw partition, in records (an upload is one, whatever its
 * pieces). Kept in its transactional store {@code ledger} under {@code <raw topic>/<partition>};
 * the store's changelog is how other services read it.
 *
 * @param accepted read from the raw topic, replays not counted again
 * @param quarantined in the dead letters now: less what was replayed or deleted
 * @param deleted deleted before they went on: held or quarantined documents
 * @param held documents whose pieces are not complete
 * @param forwarded sent to the clean partition; also the sequence number of the last one sent
 * @param nextOffset of the raw partition: what is below was counted
 */
public record SanitizerCounts(
    long accepted, long quarantined, long deleted, long held, long forwarded, long nextOffset) {
  public static final SanitizerCounts NONE = new SanitizerCounts(0, 0, 0, 0, 0, 0);

  public byte[] toBytes() {
    return RecordJson.write(this);
  }

  /**
   * @throws IllegalArgumentException when the bytes are no counts
   * @throws NewerFormatException when a later version wrote them
   */
  public static SanitizerCounts fromBytes(byte[] value) {
    return RecordJson.read(value, SanitizerCounts.class);
  }
}
