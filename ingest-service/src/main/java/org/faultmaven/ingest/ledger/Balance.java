package org.faultmaven.ingest.ledger;

import org.faultmaven.contracts.record.IndexedPosition;
import org.faultmaven.contracts.record.SanitizerCounts;

/**
 * Where records are, in records: an upload is one, whatever its pieces. Nothing here is computed as
 * a remainder, so that what gets lost or doubled shows.
 *
 * @param accepted read from the raw topics
 * @param indexed in the index, repeats and blank lines too
 * @param quarantined in the dead letters
 * @param deleted deleted, before or after they were indexed
 * @param inFlight held by the sanitizer, or on the clean topic and not indexed yet
 * @param waiting on the raw topics and not read yet: not among the accepted
 */
record Balance(
    long accepted, long indexed, long quarantined, long deleted, long inFlight, long waiting) {
  static final Balance EMPTY = new Balance(0, 0, 0, 0, 0, 0);

  /**
   * The balance of one raw partition and its clean one.
   *
   * @param position read before {@code counts}, so that it is not ahead of them
   */
  static Balance of(SanitizerCounts counts, IndexedPosition position, long waiting) {
    return new Balance(
        counts.accepted(),
        position.indexed(),
        counts.quarantined(),
        counts.deleted() + position.deleted(),
        counts.held() + counts.forwarded() - position.sequence(),
        waiting);
  }

  Balance plus(Balance other) {
    return new Balance(
        accepted + other.accepted,
        indexed + other.indexed,
        quarantined + other.quarantined,
        deleted + other.deleted,
        inFlight + other.inFlight,
        waiting + other.waiting);
  }

  /** Accepted records that are nowhere; negative when there are more than were accepted. */
  long missing() {
    return accepted - indexed - quarantined - deleted - inFlight;
  }

  /** Whether every accepted record is somewhere, once. */
  boolean balanced() {
    return missing() == 0 && inFlight >= 0;
  }
}
