package org.faultmaven.sanitizer.document;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.faultmaven.contracts.record.DocumentEvent;
import org.faultmaven.contracts.record.DocumentEvent.Stage;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.topic.QuarantineReason;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.sanitizer.format.RawRecord;
import org.faultmaven.sanitizer.format.RefusedException;
import org.faultmaven.sanitizer.outlet.CleanHeaders;
import org.faultmaven.sanitizer.outlet.Outlet;

/** What goes out for a document: its pieces or tombstones in one go, letters, and events. */
final class DocumentOutlet {
  private final Outlet outlet;
  private final Topics topics;
  private final int partition;
  private final Clock clock;

  /**
   * @param partition of all the documents that come this way
   */
  DocumentOutlet(Outlet outlet, Topics topics, int partition, Clock clock) {
    this.outlet = outlet;
    this.topics = topics;
    this.partition = partition;
    this.clock = clock;
  }

  /**
   * @throws RefusedException TOO_LARGE when a piece with all its headers would not fit
   */
  void checkSize(CleanDocument document, String upload) throws RefusedException {
    CleanHeaders headers = document.headers(upload);
    for (SanitizedText piece : document.pieces()) {
      outlet.checkSize(piece, headers);
    }
  }

  /**
   * Sends a document on: first what takes away the pieces that the one before had more, then its
   * own.
   *
   * @param before how many pieces the clean topic has of it
   * @param sequence of the acceptance in the partition
   */
  void forward(String id, String upload, CleanDocument document, int before, long sequence) {
    int pieces = document.pieces().size();
    for (int stale = pieces; stale < before; stale++) {
      tombstone(id, stale, new CleanHeaders().id(TopicHeaders.UPLOAD, upload));
    }
    CleanHeaders headers = document.headers(upload).number(TopicHeaders.SEQUENCE, sequence);
    for (int piece = 0; piece < pieces; piece++) {
      outlet.clean(
          topics.cleanDocuments(),
          partition,
          id + "/" + piece,
          document.pieces().get(piece),
          headers.copy().number(TopicHeaders.PIECE, piece),
          clock.millis());
    }
    event(document.event(id, upload, clock.instant()));
  }

  /**
   * Takes a document back that went on.
   *
   * @param upload the acceptance that was meant
   * @param pieces how many the clean topic has of it
   * @param acceptances how many of them went on
   */
  void delete(String id, String upload, int pieces, int acceptances) {
    for (int piece = 0; piece < pieces; piece++) {
      var headers =
          new CleanHeaders()
              .id(TopicHeaders.UPLOAD, upload)
              .number(TopicHeaders.PIECE, piece)
              .number(TopicHeaders.PIECES, pieces);
      if (piece == pieces - 1) {
        headers.number(TopicHeaders.DELETES, acceptances);
      }
      tombstone(id, piece, headers);
    }
  }

  /** Says that a document is deleted of which nothing ever went on. */
  void deletedUnseen(String id, String upload) {
    event(DocumentEvent.of(id, Stage.DELETED, clock.instant(), upload));
  }

  /** Puts pieces aside that were read just now or before. */
  void letters(List<RawRecord> pieces, QuarantineReason reason) {
    pieces.forEach(piece -> outlet.dead(piece, reason));
  }

  /** Says that a document was put aside, and why. */
  void quarantined(String id, String upload, QuarantineReason reason) {
    event(
        new DocumentEvent(
            id,
            Stage.QUARANTINED,
            clock.instant(),
            upload,
            null,
            null,
            null,
            Map.of(),
            Map.of(),
            null,
            null,
            null,
            reason.name() + ": " + reason.advice(),
            null));
  }

  private void tombstone(String id, int piece, CleanHeaders headers) {
    outlet.clean(
        topics.cleanDocuments(), partition, id + "/" + piece, null, headers, clock.millis());
  }

  private void event(DocumentEvent event) {
    outlet.clean(
        topics.documentEvents(), null, event.key(), event, new CleanHeaders(), clock.millis());
  }
}
