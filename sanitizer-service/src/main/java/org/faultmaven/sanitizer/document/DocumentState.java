package org.faultmaven.sanitizer.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.faultmaven.sanitizer.ledger.Place;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a document; nothing of what it holds.
 *
 * @param cleanPieces how many the clean topic has of it
 * @param forwarded acceptances that went on since it was last deleted
 * @param completed the upload that went on last
 * @param newest the upload that began last
 * @param open uploads that have not gone on, in the order they began
 */
record DocumentState(
    int cleanPieces,
    int forwarded,
    @Nullable String completed,
    @Nullable String newest,
    List<Acceptance> open) {
  static final DocumentState UNKNOWN = new DocumentState(0, 0, null, null, List.of());

  /**
   * How many uploads that are not held it remembers. Whoever sends rubbish under one key for ever
   * must not make a record without end; what is forgotten stays quarantined when the document is
   * deleted, and can be sent again.
   */
  static final int MAX_ASIDE = 100;

  DocumentState {
    open = List.copyOf(open);
  }

  Optional<Acceptance> open(String upload) {
    return open.stream().filter(each -> each.upload().equals(upload)).findFirst();
  }

  /** With an upload as it is now. */
  DocumentState with(Acceptance acceptance) {
    var all = new ArrayList<>(open);
    boolean begins = !all.removeIf(each -> each.upload().equals(acceptance.upload()));
    all.add(acceptance);
    if (all.stream().filter(each -> each.place() != Place.HELD).count() > MAX_ASIDE) {
      all.stream().filter(each -> each.place() != Place.HELD).findFirst().ifPresent(all::remove);
    }
    return new DocumentState(
        cleanPieces, forwarded, completed, begins ? acceptance.upload() : newest, all);
  }

  private List<Acceptance> without(String upload) {
    return open.stream().filter(each -> !each.upload().equals(upload)).toList();
  }

  /** With an upload that is of no more interest. */
  DocumentState forgetting(String upload) {
    return new DocumentState(cleanPieces, forwarded, completed, newest, without(upload));
  }

  /** With an upload that went on. */
  DocumentState forwarding(String upload, int pieces) {
    String begun = open(upload).isPresent() ? newest : upload;
    return new DocumentState(pieces, forwarded + 1, upload, begun, without(upload));
  }
}
