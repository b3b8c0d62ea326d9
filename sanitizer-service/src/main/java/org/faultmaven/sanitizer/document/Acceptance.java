package org.faultmaven.sanitizer.document;

import java.util.ArrayList;
import java.util.List;
import org.faultmaven.sanitizer.ledger.Place;

/**
 * One upload of a document that has not gone on.
 *
 * @param upload its id
 * @param place HELD, QUARANTINED or DELETED
 * @param pieces how many it has
 * @param received how many of them are here; of a deleted one, how many have come and gone
 * @param bytes of those
 * @param letters offsets of those of its pieces that are in the dead letters
 */
record Acceptance(
    String upload, Place place, int pieces, int received, long bytes, List<Long> letters) {
  Acceptance {
    letters = List.copyOf(letters);
  }

  static Acceptance begin(String upload, int pieces) {
    return new Acceptance(upload, Place.HELD, pieces, 0, 0, List.of());
  }

  /** With one more piece here. */
  Acceptance with(int pieceBytes) {
    return new Acceptance(upload, place, pieces, received + 1, bytes + pieceBytes, letters);
  }

  boolean isComplete() {
    return received >= pieces;
  }

  /** With its pieces put aside. */
  Acceptance quarantined(List<Long> offsets) {
    var all = new ArrayList<>(letters);
    all.addAll(offsets);
    return new Acceptance(upload, Place.QUARANTINED, pieces, 0, 0, all);
  }

  /** With one of its letters sent again: what it lacks is waited for. */
  Acceptance replaying(long offset) {
    return new Acceptance(
        upload,
        Place.HELD,
        pieces,
        received,
        bytes,
        letters.stream().filter(each -> each != offset).toList());
  }

  /** With its pieces gone; those that are still to come will go too. */
  Acceptance deleted() {
    int came = received + letters.size();
    return new Acceptance(upload, Place.DELETED, pieces, came, 0, List.of());
  }
}
