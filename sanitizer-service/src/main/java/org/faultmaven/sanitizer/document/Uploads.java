package org.faultmaven.sanitizer.document;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.faultmaven.contracts.config.DataSize;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.topic.QuarantineReason;
import org.faultmaven.contracts.trace.TraceSpan;
import org.faultmaven.sanitizer.format.RawRecord;
import org.faultmaven.sanitizer.format.RefusedException;
import org.faultmaven.sanitizer.ledger.Meters;
import org.faultmaven.sanitizer.ledger.Place;
import org.faultmaven.sanitizer.queue.NotYetException;
import org.jspecify.annotations.Nullable;

/**
 * Uploads of one partition: their pieces are held until they are complete, then they go on as a
 * whole, or to the dead letters as a whole.
 */
final class Uploads {
  /** An array must hold the document's bytes, and a string its text. */
  static final long MAX_BYTES = 512L << 20;

  private final DocumentHandler.Judging judging;
  private final DocumentStores stores;
  private final DocumentOutlet outlet;
  private final DataSize maxMessage;
  private final Meters meters;
  private final Clock clock;

  /**
   * @param maxMessage the largest piece that can be held
   */
  Uploads(
      DocumentHandler.Judging judging,
      DocumentStores stores,
      DocumentOutlet outlet,
      DataSize maxMessage,
      Meters meters,
      Clock clock) {
    this.judging = judging;
    this.stores = stores;
    this.outlet = outlet;
    this.maxMessage = maxMessage;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * @param value of the piece
   * @throws NotYetException when it completes a document that is not judged yet; then nothing has
   *     changed
   * @throws BackendException while the sanitiser is away; then nothing has changed
   */
  void take(Arrival arrival, byte[] value) {
    Acceptance known = arrival.known();
    boolean replay = arrival.replayed() != null;
    boolean completed = arrival.part().upload().equals(arrival.state().completed());
    if (!replay && known == null && completed) {
      // Sent twice, and the upload went on.
      stores.ledger().read(arrival.raw(), Place.FORWARDED, Place.FORWARDED);
    } else if (!replay && known != null && known.place() == Place.DELETED) {
      drop(arrival, known);
    } else if (!replay && known != null && known.place() == Place.QUARANTINED) {
      // The others are among the dead letters already.
      outlet.letters(List.of(arrival.raw()), QuarantineReason.INCOMPLETE);
      count(arrival, known.quarantined(letters(arrival, List.of(arrival.raw()))));
    } else {
      join(arrival, value);
    }
  }

  /** A piece of an upload that was deleted when it was half here. */
  private void drop(Arrival arrival, Acceptance deleted) {
    Acceptance now = deleted.with(0);
    DocumentState state = arrival.state();
    stores
        .documents()
        .put(
            arrival.part().document(),
            now.isComplete() ? state.forgetting(now.upload()) : state.with(now));
    stores.ledger().read(arrival.raw(), Place.DELETED, Place.DELETED);
  }

  private void join(Arrival arrival, byte[] value) {
    Part part = arrival.part();
    Acceptance before = arrival.before();
    Acceptance after = before.with(value.length);
    RawRecord twin = stores.held().get(part.document(), part.upload(), part.piece());
    if (part.sound() && twin != null && Arrays.equals(twin.value(), value)) {
      forgetReplayed(arrival);
      count(arrival, before);
    } else if (!part.sound()
        || twin != null
        || part.pieces() != before.pieces()
        || after.bytes() > MAX_BYTES) {
      refuse(arrival, before, QuarantineReason.INCOMPLETE);
    } else if (after.isComplete()) {
      complete(arrival, after);
    } else if (value.length > maxMessage.bytes()) {
      // The store's changelog could not take it.
      refuse(arrival, before, QuarantineReason.TOO_LARGE);
    } else {
      forgetReplayed(arrival);
      // A piece that waits for others is no work to be told of.
      TraceSpan.current().forget();
      stores
          .held()
          .put(part.document(), part.upload(), part.piece(), arrival.raw(), clock.instant());
      count(arrival, after);
    }
  }

  private void complete(Arrival arrival, Acceptance acceptance) {
    String id = arrival.part().document();
    String upload = acceptance.upload();
    List<RawRecord> pieces = stores.held().all(id, upload);
    CleanDocument clean;
    try {
      pieces.add(Math.min(arrival.part().piece(), pieces.size()), arrival.raw());
      clean = judging.clean(pieces);
      outlet.checkSize(clean, upload);
    } catch (RefusedException e) {
      refuse(arrival, acceptance, e.reason());
      return;
    }
    forgetReplayed(arrival);
    stores.forgetLetters(acceptance.letters());
    stores.held().delete(id, upload);
    long sequence =
        stores.ledger().read(arrival.raw(), arrival.from(), Place.FORWARDED).forwarded();
    outlet.forward(id, upload, clean, arrival.state().cleanPieces(), sequence);
    stores.documents().put(id, arrival.state().forwarding(upload, clean.pieces().size()));
    meters.clean(Meters.Kind.DOCUMENT, clean.bytes(), clean.receipt().counts());
  }

  /** Puts an upload aside as a whole: what is held of it, and the piece that was read. */
  private void refuse(Arrival arrival, Acceptance acceptance, QuarantineReason reason) {
    Part part = arrival.part();
    forgetReplayed(arrival);
    List<RawRecord> pieces = stores.held().all(part.document(), part.upload());
    pieces.add(arrival.raw());
    stores.held().delete(part.document(), part.upload());
    outlet.letters(pieces, reason);
    outlet.quarantined(part.document(), part.upload(), reason);
    count(arrival, acceptance.quarantined(letters(arrival, pieces)));
    meters.quarantined(Meters.Kind.DOCUMENT, reason);
  }

  private List<Long> letters(Arrival arrival, List<RawRecord> pieces) {
    return letters(arrival.part().letterOf(), pieces);
  }

  private List<Long> letters(String letterOf, List<RawRecord> pieces) {
    Instant now = clock.instant();
    var offsets = new ArrayList<Long>();
    for (RawRecord piece : pieces) {
      stores.quarantined().add(piece.origin(), letterOf, now);
      offsets.add(piece.offset());
    }
    return offsets;
  }

  private void forgetReplayed(Arrival arrival) {
    if (arrival.replayed() != null) {
      stores.quarantined().remove(arrival.replayed().origin());
    }
  }

  private void count(Arrival arrival, Acceptance now) {
    stores.documents().put(arrival.part().document(), arrival.state().with(now));
    stores.ledger().read(arrival.raw(), arrival.from(), now.place());
  }

  /** Puts aside what was not completed since that time: raw text is not held for ever. */
  void putAsideHeldBefore(Instant time) {
    for (HeldPieces.Upload each : stores.held().heldBefore(time)) {
      DocumentState state = stores.documents().get(each.document());
      @Nullable Acceptance acceptance = state.open(each.upload()).orElse(null);
      List<RawRecord> pieces = stores.held().all(each.document(), each.upload());
      stores.held().delete(each.document(), each.upload());
      if (acceptance == null) {
        throw new IllegalStateException("pieces are held of an upload that is unknown");
      }
      outlet.letters(pieces, QuarantineReason.INCOMPLETE);
      outlet.quarantined(each.document(), each.upload(), QuarantineReason.INCOMPLETE);
      List<Long> offsets = letters(each.document() + "/" + each.upload(), pieces);
      stores.documents().put(each.document(), state.with(acceptance.quarantined(offsets)));
      stores
          .ledger()
          .move(stores.topic().name(), stores.partition(), Place.HELD, Place.QUARANTINED, 1);
      meters.quarantined(Meters.Kind.DOCUMENT, QuarantineReason.INCOMPLETE);
    }
  }
}
