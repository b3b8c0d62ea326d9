package org.faultmaven.sanitizer.document;

import org.faultmaven.sanitizer.format.RawRecord;
import org.faultmaven.sanitizer.ledger.Place;

/**
 * Deletes documents of one partition: what went on is taken back, what is held is dropped, and what
 * is in the dead letters is no longer waited for.
 */
final class Deletions {
  private final DocumentStores stores;
  private final DocumentOutlet outlet;

  Deletions(DocumentStores stores, DocumentOutlet outlet) {
    this.stores = stores;
    this.outlet = outlet;
  }

  /** Deletes a document as a tombstone says; one that is unknown changes nothing. */
  void delete(RawRecord tombstone, String id) {
    DocumentState state = stores.documents().get(id);
    DocumentState left = DocumentState.UNKNOWN;
    for (Acceptance each : state.open()) {
      Acceptance deleted = deleted(id, each);
      if (!deleted.isComplete()) {
        left = left.with(deleted);
      }
    }
    // The acceptance that the deleter saw, else the newest here.
    String named = Part.named(tombstone.headers());
    String upload = named != null ? named : state.newest();
    if (state.cleanPieces() > 0 && upload != null) {
      outlet.delete(id, upload, state.cleanPieces(), state.forwarded());
    } else if (hasLiving(state) && upload != null) {
      outlet.deletedUnseen(id, upload);
    }
    stores.documents().put(id, left);
    // The tombstone itself is no record of the ledger.
    stores.ledger().read(tombstone, Place.UNCOUNTED, Place.UNCOUNTED);
  }

  private Acceptance deleted(String id, Acceptance acceptance) {
    if (acceptance.place() == Place.DELETED) {
      return acceptance;
    }
    stores.held().delete(id, acceptance.upload());
    stores.forgetLetters(acceptance.letters());
    stores
        .ledger()
        .move(stores.topic().name(), stores.partition(), acceptance.place(), Place.DELETED, 1);
    return acceptance.deleted();
  }

  private static boolean hasLiving(DocumentState state) {
    return state.open().stream().anyMatch(each -> each.place() != Place.DELETED);
  }
}
