package org.faultmaven.sanitizer.document;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.faultmaven.contracts.config.KafkaConfig;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.topic.QuarantineReason;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.sanitizer.format.RawRecord;
import org.faultmaven.sanitizer.format.RefusedException;
import org.faultmaven.sanitizer.ledger.Meters;
import org.faultmaven.sanitizer.ledger.Place;
import org.faultmaven.sanitizer.ledger.Quarantined;
import org.faultmaven.sanitizer.outlet.Outgoing;
import org.faultmaven.sanitizer.outlet.Outlet;
import org.faultmaven.sanitizer.queue.Handler;
import org.faultmaven.sanitizer.queue.NotYetException;

/**
 * Takes pieces of documents and tombstones. An upload is one record of the ledger: every record
 * that is read moves it from one place to another, or leaves it where it is.
 */
public final class DocumentHandler implements Handler {
  /** Names of the stores that it has for itself. */
  public static final List<String> STORES = List.of(Documents.STORE, HeldPieces.STORE);

  /** How often it looks for what was held, or put aside, too long. */
  static final Duration TIDYING = Duration.ofHours(1);

  /** Makes the clean document of its pieces, now or ahead of its turn. */
  @FunctionalInterface
  interface Judging {
    /**
     * @throws RefusedException when it must not go on
     * @throws NotYetException when it is not judged yet
     * @throws BackendException while the sanitiser is away
     */
    CleanDocument clean(List<RawRecord> pieces) throws RefusedException;
  }

  private final Judging judging;
  private final KeyedHash hash;
  private final Topics topics;
  private final KafkaConfig kafka;
  private final Meters meters;
  private final Clock clock;

  // Set by init(), which is called before anything else.
  @SuppressWarnings("NullAway.Init")
  private DocumentStores stores;

  @SuppressWarnings("NullAway.Init")
  private DocumentOutlet outlet;

  @SuppressWarnings("NullAway.Init")
  private Uploads uploads;

  @SuppressWarnings("NullAway.Init")
  private Deletions deletions;

  private DocumentHandler(
      Judging judging,
      KeyedHash hash,
      Topics topics,
      KafkaConfig kafka,
      Meters meters,
      Clock clock) {
    this.judging = judging;
    this.hash = hash;
    this.topics = topics;
    this.kafka = kafka;
    this.meters = meters;
    this.clock = clock;
  }

  /** Judges each document when it is complete. */
  public static DocumentHandler direct(
      DocumentSanitizer sanitizer,
      KeyedHash hash,
      Topics topics,
      KafkaConfig kafka,
      Meters meters,
      Clock clock) {
    return new DocumentHandler(sanitizer::sanitize, hash, topics, kafka, meters, clock);
  }

  /** Lets each complete document wait until it is judged. */
  public static DocumentHandler waiting(
      DocumentAhead ahead,
      KeyedHash hash,
      Topics topics,
      KafkaConfig kafka,
      Meters meters,
      Clock clock) {
    return new DocumentHandler(ahead::take, hash, topics, kafka, meters, clock);
  }

  @Override
  public void init(ProcessorContext<byte[], Outgoing> context) {
    stores = DocumentStores.of(context, topics.rawDocuments());
    var out = new Outlet(context, topics.deadLetters(), kafka.maxMessage());
    outlet = new DocumentOutlet(out, topics, stores.partition(), clock);
    uploads = new Uploads(judging, stores, outlet, kafka.maxMessage(), meters, clock);
    deletions = new Deletions(stores, outlet);
    context.schedule(TIDYING, PunctuationType.WALL_CLOCK_TIME, now -> tidy());
  }

  @Override
  public void handle(RawRecord raw) {
    byte[] value = raw.value();
    if (value != null) {
      String id = Part.document(raw, hash, topics.tenant());
      Quarantined.Letter named = stores.quarantined().replayedBy(raw);
      Quarantined.Letter replayed = named != null && named.isOf(id) ? named : null;
      Part part = Part.of(raw, id, replayed, hash, topics.tenant());
      uploads.take(new Arrival(raw, part, replayed, stores.documents().get(id)), value);
    } else if (raw.key() != null) {
      deletions.delete(raw, Part.document(raw, hash, topics.tenant()));
    } else {
      putAsideNothing(raw);
    }
  }

  /** It neither names a document nor holds one. */
  private void putAsideNothing(RawRecord raw) {
    Quarantined.Letter named = stores.quarantined().replayedBy(raw);
    Place from = Place.UNCOUNTED;
    if (named != null && named.document().isEmpty()) {
      stores.quarantined().remove(named.origin());
      from = Place.QUARANTINED;
    }
    stores.ledger().read(raw, from, Place.QUARANTINED);
    stores.quarantined().add(raw.origin(), "", clock.instant());
    outlet.letters(List.of(raw), QuarantineReason.NO_VALUE);
    meters.quarantined(Meters.Kind.DOCUMENT, QuarantineReason.NO_VALUE);
  }

  private void tidy() {
    Instant now = clock.instant();
    uploads.putAsideHeldBefore(now.minus(kafka.rawRetention()));
    // As long as the dead letters keep them.
    stores.quarantined().forgetBefore(now.minus(kafka.cleanRetention()));
  }
}
