package org.faultmaven.sanitizer.log;

import java.time.Clock;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.faultmaven.contracts.config.DataSize;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.SanitizerCounts;
import org.faultmaven.contracts.topic.TopicHeaders;
import org.faultmaven.contracts.topic.Topics;
import org.faultmaven.sanitizer.format.RawRecord;
import org.faultmaven.sanitizer.format.RefusedException;
import org.faultmaven.sanitizer.ledger.Ledger;
import org.faultmaven.sanitizer.ledger.Meters;
import org.faultmaven.sanitizer.ledger.Place;
import org.faultmaven.sanitizer.ledger.Quarantined;
import org.faultmaven.sanitizer.outlet.Outgoing;
import org.faultmaven.sanitizer.outlet.Outlet;
import org.faultmaven.sanitizer.queue.Handler;
import org.faultmaven.sanitizer.queue.NotYetException;
import org.jspecify.annotations.Nullable;

/** One clean record for each raw one, on the same partition number, or one dead letter. */
public final class LogHandler implements Handler {
  /** Makes the clean record of a raw one, now or ahead of its turn. */
  @FunctionalInterface
  interface Judging {
    /**
     * @throws RefusedException when it must not go on
     * @throws NotYetException when it is not judged yet
     * @throws BackendException while the sanitiser is away
     */
    CleanLog clean(RawRecord raw) throws RefusedException;
  }

  private final Judging judging;
  private final Topics topics;
  private final DataSize maxMessage;
  private final Meters meters;
  private final Clock clock;

  // Set by init(), which is called before anything else.
  @SuppressWarnings("NullAway.Init")
  private Outlet outlet;

  @SuppressWarnings("NullAway.Init")
  private Ledger ledger;

  @SuppressWarnings("NullAway.Init")
  private Quarantined quarantined;

  private LogHandler(
      Judging judging, Topics topics, DataSize maxMessage, Meters meters, Clock clock) {
    this.judging = judging;
    this.topics = topics;
    this.maxMessage = maxMessage;
    this.meters = meters;
    this.clock = clock;
  }

  /** Judges each record at its turn. */
  public static LogHandler direct(
      LogSanitizer sanitizer, Topics topics, DataSize maxMessage, Meters meters, Clock clock) {
    return new LogHandler(sanitizer::sanitize, topics, maxMessage, meters, clock);
  }

  /** Takes what was judged ahead. */
  public static LogHandler waiting(
      LogsAhead ahead, Topics topics, DataSize maxMessage, Meters meters, Clock clock) {
    return new LogHandler(ahead::take, topics, maxMessage, meters, clock);
  }

  @Override
  public void init(ProcessorContext<byte[], Outgoing> context) {
    this.outlet = new Outlet(context, topics.deadLetters(), maxMessage);
    this.ledger = new Ledger(context.getStateStore(Ledger.STORE));
    this.quarantined = new Quarantined(context.getStateStore(Quarantined.STORE));
  }

  @Override
  public void handle(RawRecord raw) {
    Quarantined.Letter replayed = quarantined.replayedBy(raw);
    Place from = replayed == null ? Place.UNCOUNTED : Place.QUARANTINED;
    try {
      CleanLog clean = judging.clean(raw);
      outlet.checkSize(clean.text(), clean.headers());
      forget(replayed);
      forward(raw, clean, ledger.read(raw, from, Place.FORWARDED));
    } catch (RefusedException e) {
      forget(replayed);
      ledger.read(raw, from, Place.QUARANTINED);
      quarantined.add(raw.origin(), "", clock.instant());
      outlet.dead(raw, e.reason());
      meters.quarantined(Meters.Kind.LOG, e.reason());
    }
  }

  private void forward(RawRecord raw, CleanLog clean, SanitizerCounts counts) {
    outlet.clean(
        topics.cleanOf(raw.topic()),
        raw.partition(),
        clean.key(),
        clean.text(),
        clean.headers().number(TopicHeaders.SEQUENCE, counts.forwarded()),
        raw.timestamp());
    meters.clean(Meters.Kind.LOG, clean.rawBytes(), clean.receipt().counts());
  }

  private void forget(Quarantined.@Nullable Letter replayed) {
    if (replayed != null) {
      quarantined.remove(replayed.origin());
    }
  }
}
