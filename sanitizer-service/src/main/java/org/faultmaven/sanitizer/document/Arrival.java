package org.faultmaven.sanitizer.document;

import org.faultmaven.sanitizer.format.RawRecord;
import org.faultmaven.sanitizer.ledger.Place;
import org.faultmaven.sanitizer.ledger.Quarantined;
import org.jspecify.annotations.Nullable;

/**
 * A piece that was read, and what is known of its document.
 *
 * @param replayed the letter that it was, if it is sent again
 * @param state of its document, before
 */
record Arrival(
    RawRecord raw, Part part, Quarantined.@Nullable Letter replayed, DocumentState state) {
  /** Its upload, when that has not gone on; null also when it is the first piece of one. */
  @Nullable Acceptance known() {
    return state.open(part.upload()).orElse(null);
  }

  /** Its upload before it came. */
  Acceptance before() {
    Acceptance known = known();
    Acceptance before = known == null ? Acceptance.begin(part.upload(), part.pieces()) : known;
    return replayed == null ? before : before.replaying(offset(replayed.origin()));
  }

  /** Where its upload was counted. */
  Place from() {
    Acceptance known = known();
    if (known != null) {
      return known.place();
    }
    return replayed == null ? Place.UNCOUNTED : Place.QUARANTINED;
  }

  private static long offset(String origin) {
    return Long.parseLong(origin.substring(origin.lastIndexOf('/') + 1));
  }
}
